/** Labels that are written here (RFC 7468). */
export type PemLabel =
	| 'CERTIFICATE'
	| 'CERTIFICATE REQUEST'
	| 'X509 CRL'
	| 'PUBLIC KEY'
	| 'PRIVATE KEY'
	| 'ENCRYPTED PRIVATE KEY';

/** PEM text of one block: 64 characters a line and LF, since some parsers stop at anything else. */
export function encodePem(label: PemLabel, der: Uint8Array): string {
	const base64 = Buffer.from(der.buffer, der.byteOffset, der.byteLength).toString('base64');
	const lines = base64.replace(/.{1,64}/g, '$&\n');
	return `-----BEGIN ${label}-----\n${lines}-----END ${label}-----\n`;
}
