import type { TLSSocket } from 'node:tls';

/** Chains end; a certificate that names itself as its issuer could go on for ever. */
const longestChain = 10;

/**
 * The peer's chain as Node knows it, for the rare connection whose bytes could not be decrypted:
 * issuers from our own CA list may have been added to it.
 */
export function libraryChain(socket: TLSSocket): Uint8Array[] {
	const chain: Uint8Array[] = [];
	let certificate = socket.getPeerX509Certificate();
	while (certificate !== undefined && chain.length < longestChain) {
		chain.push(certificate.raw);
		certificate = certificate.issuerCertificate;
	}
	return chain;
}
