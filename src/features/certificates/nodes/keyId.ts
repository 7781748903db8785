import { colonHex } from '../../../x509/describe';

/** The start of a key identifier, enough to tell two CAs of one name apart: `4f:2a:91`. */
export function shortKeyId(hex: string): string {
	return colonHex(hex).toLowerCase().slice(0, 8);
}
