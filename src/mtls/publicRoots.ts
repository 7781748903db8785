import { rootCertificates } from 'node:tls';
import type { Certificate } from '../x509/certificate';
import { readCertificates } from './identity';

let roots: readonly Certificate[] | undefined;

/**
 * The roots that Node ships (Mozilla's list), read when they are first asked for: some 140
 * certificates. They are known as public; nothing here trusts them for clients.
 */
export function publicRoots(): readonly Certificate[] {
	roots ??= readCertificates(...rootCertificates);
	return roots;
}
