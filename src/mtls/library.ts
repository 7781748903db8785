/**
 * The TLS library of this process, such as `OpenSSL 3.0.19 in Node 20.20.2`. Results carry it,
 * because VS Code's desktop host is Electron with BoringSSL, whose words and limits differ.
 */
export function tlsLibrary(versions: Readonly<Record<string, string | undefined>>): string {
	const { electron, bun, node = '', openssl = '' } = versions;
	if (electron !== undefined) {
		return `BoringSSL in Electron ${electron}`;
	}
	if (bun !== undefined) {
		return `BoringSSL in Bun ${bun}`;
	}
	return `OpenSSL ${openssl.replace(/\+quic$/, '')} in Node ${node}`;
}
