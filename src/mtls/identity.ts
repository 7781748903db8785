import { encodePem } from '../issue/pem';
import { loadKeyPair } from '../issue/keys';
import { UserError } from '../util/userError';
import type { Certificate } from '../x509/certificate';
import { readText } from '../x509/read';
import { certificateName } from './certificateName';
import type { Identity } from './report';

/** An identity that was checked: its key is open and belongs to its first certificate. */
export interface LoadedIdentity {
	/** As they stand in the file, leaf first. */
	readonly chain: readonly [Certificate, ...Certificate[]];
	readonly certificateChainPem: string;
	/** Without encryption, so that the passphrase is worked off once and not for every context. */
	readonly privateKeyPem: string;
	readonly label: string;
}

/**
 * Opens an identity before any connection is begun. Throws a `UserError`: `certificate-not-found`,
 * `key-mismatch`, or what `loadKeyPair` says of the key.
 */
export function loadIdentity(identity: Identity): LoadedIdentity {
	const { certificateChainPem, privateKeyPem, passphrase, label } = identity;
	const [leaf, ...rest] = readCertificates(certificateChainPem);
	if (leaf === undefined) {
		throw new UserError('certificate-not-found', `${label} holds no certificate.`);
	}
	const key = loadKeyPair(privateKeyPem, passphrase);
	if (!isKeyOf(leaf, key.spki)) {
		const owner = rest.find((certificate) => isKeyOf(certificate, key.spki));
		throw new UserError(
			'key-mismatch',
			owner === undefined
				? `The private key does not belong to ${label}.`
				: `The private key does not belong to the first certificate of ${label}; it belongs to ${certificateName(owner)}, which stands behind it.`,
			{
				nextStep:
					owner === undefined
						? `Use the private key of ${certificateName(leaf)}.`
						: 'Put the certificate of the key first in the file.',
			},
		);
	}
	return {
		chain: [leaf, ...rest],
		certificateChainPem,
		privateKeyPem: encodePem('PRIVATE KEY', key.pkcs8),
		label,
	};
}

/** The certificates of PEM texts in file order; what is no certificate is passed over. */
export function readCertificates(...pems: readonly string[]): Certificate[] {
	return pems
		.flatMap((pem) => readText(pem).objects)
		.flatMap((object) => (object.kind === 'certificate' ? [object.certificate] : []));
}

function isKeyOf(certificate: Certificate, spki: Uint8Array): boolean {
	return Buffer.from(certificate.publicKey.spki).equals(spki);
}
