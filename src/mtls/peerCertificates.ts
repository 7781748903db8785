import { parseCertificate, type Certificate } from '../x509/certificate';
import { parseName, type Name } from '../x509/name';
import { DerError } from '../x509/der';

/** A certificate that a peer sent; undefined if its bytes are none. */
export function readPeerCertificate(der: Uint8Array): Certificate | undefined {
	return readable(() => parseCertificate(der));
}

/** What can be read of a chain that a peer sent, in its order. */
export function readPeerChain(chain: readonly Uint8Array[]): Certificate[] {
	return chain.map(readPeerCertificate).filter((certificate) => certificate !== undefined);
}

/** A distinguished name that a peer sent; undefined if its bytes are none. */
export function readPeerName(der: Uint8Array): Name | undefined {
	return readable(() => parseName(der));
}

/** Bytes from a peer may be anything; only what reading them is known to throw is taken as an answer. */
function readable<T>(read: () => T): T | undefined {
	try {
		return read();
	} catch (error) {
		if (error instanceof DerError) {
			return undefined;
		}
		throw error;
	}
}
