import { keyTypes } from '../issue/keys';
import type { KeyType } from '../issue/request';
import { UsageError } from './verb';

/** Reads a key type by its word, such as `p256`; the option's name is for the error. */
export function parseKeyType(text: string | undefined, option: string): KeyType | undefined {
	if (text === undefined) {
		return undefined;
	}
	const type = keyTypes.find((known) => known === text);
	if (type === undefined) {
		throw new UsageError(`--${option} takes one of ${keyTypes.join(', ')}.`);
	}
	return type;
}
