import { createPrivateKey, sign, type KeyObject } from 'node:crypto';
import { UserError } from '../util/userError';
import type { Signer, SigningAlgorithm } from '../x509/library';
import type { KeyPair } from './request';

/** The signing function of a key pair, with the digest that fits its strength; signs on the thread pool. */
export function signerOf(keyPair: KeyPair): Signer {
	const key = createPrivateKey({
		key: Buffer.from(keyPair.pkcs8),
		format: 'der',
		type: 'pkcs8',
	});
	const algorithm = algorithmOf(key);
	// Ed25519 brings its own digest (RFC 8032).
	const digest = 'hash' in algorithm ? algorithm.hash.replace('-', '').toLowerCase() : null;
	return {
		algorithm,
		sign: (bytes) =>
			new Promise((resolve, reject) => {
				const options = { key, dsaEncoding: 'ieee-p1363' } as const;
				sign(digest, bytes, options, (error, signature) => {
					if (error === null) {
						resolve(new Uint8Array(signature));
					} else {
						reject(error);
					}
				});
			}),
	};
}

function algorithmOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): SigningAlgorithm {
	if (asymmetricKeyType === 'rsa') {
		// What every stack has; a longer digest would not make RSA up to 4096 bits stronger.
		return { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
	}
	if (asymmetricKeyType === 'ed25519') {
		return { name: 'Ed25519' };
	}
	const algorithm = ecAlgorithms[asymmetricKeyDetails?.namedCurve ?? ''];
	if (asymmetricKeyType !== 'ec' || algorithm === undefined) {
		throw new UserError(
			'key-type-cannot-sign',
			'A key of this type cannot sign certificates here; EC P-256, P-384, P-521, RSA and Ed25519 can.',
		);
	}
	return algorithm;
}

/** Digest as long as the curve (RFC 5480 4), which strict profiles and TLS 1.3 signature schemes ask for. */
const ecAlgorithms: Readonly<Record<string, SigningAlgorithm>> = {
	prime256v1: { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
	secp384r1: { name: 'ECDSA', namedCurve: 'P-384', hash: 'SHA-384' },
	secp521r1: { name: 'ECDSA', namedCurve: 'P-521', hash: 'SHA-512' },
};
