import { rootCertificates } from 'node:tls';
import type { Certificate } from '../x509/certificate';
import { readText } from '../x509/read';

let roots: readonly Certificate[] | undefined;

/**
 * The roots that Node ships (Mozilla's list), read when they are first asked for: some 140
 * certificates. They are known as public; nothing here trusts them for clients.
 */
export function publicRoots(): readonly Certificate[] {
	roots ??= rootCertificates
		.flatMap((pem) => readText(pem).objects)
		.flatMap((object) => (object.kind === 'certificate' ? [object.certificate] : []));
	return roots;
}
