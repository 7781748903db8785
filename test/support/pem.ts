/** One PEM block as OpenSSL writes it: 64 characters a line, LF. */
export function pem(label: string, der: Uint8Array): string {
	const lines =
		Buffer.from(der)
			.toString('base64')
			.match(/.{1,64}/g) ?? [];
	return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

/** The bytes of the first PEM block of a text, whatever its label. */
export function derOfPem(text: string): Buffer {
	const match = /-----BEGIN [^-]+-----([^-]+)-----END/.exec(text);
	if (match === null) {
		throw new Error('no PEM block in this text');
	}
	return Buffer.from(match[1]!, 'base64');
}
