import { UserError } from '../util/userError';
import { parseCertificate, type Certificate } from '../x509/certificate';
import { sha1 } from '../x509/crypto';
import { DerReader, readBitStringOctets, tags } from '../x509/der';
import type { Profile } from './profiles';
import type { Issuer, KeyPair } from './request';

/** An issuer that may sign: its certificate decoded, its key known to belong to it. */
export interface CheckedIssuer {
	readonly certificate: Certificate;
	readonly keyPair: KeyPair;
	/** What its certificates name it by (RFC 5280 4.2.1.1). */
	readonly keyIdentifier: Uint8Array;
	/** As sentences call it. */
	readonly label: string;
}

/** Refuses an issuer whose certificates no verifier would accept; throws a `UserError`. */
export function checkIssuer(
	issuer: Issuer,
	profile: Pick<Profile, 'isCa' | 'title'>,
): CheckedIssuer {
	const certificate = parseCertificate(issuer.certificate);
	const label = certificate.subject.commonName ?? certificate.subject.text;
	if (!equal(certificate.publicKey.spki, issuer.keyPair.spki)) {
		throw new UserError(
			'issuer-key-mismatch',
			`The private key does not belong to ${label}, so nothing can be signed with it.`,
		);
	}
	const { basicConstraints, keyUsage } = certificate;
	// A version 1 certificate has no extensions to say so; OpenSSL and Go take it as a root all the same.
	if (certificate.version === 3 && basicConstraints?.isCa !== true) {
		throw new UserError('issuer-not-ca', `${label} is not a CA certificate.`, {
			nextStep: 'Choose a CA, or create one.',
		});
	}
	if (keyUsage !== undefined && !keyUsage.includes('keyCertSign')) {
		throw new UserError(
			'issuer-cannot-sign',
			`${label} may not sign certificates: its key usage has no keyCertSign.`,
		);
	}
	if (profile.isCa && basicConstraints?.pathLength === 0) {
		throw new UserError(
			'issuer-path-length',
			`${label} has the path length 0: no CA may stand below it.`,
		);
	}
	return { certificate, keyPair: issuer.keyPair, keyIdentifier: identifierOf(certificate), label };
}

/** SHA-1 of the subjectPublicKey bits (RFC 5280 4.2.1.2 method 1): a name for a key, not a protection. */
export function keyIdentifier(spki: Uint8Array): Uint8Array {
	const fields = new DerReader(spki).next(tags.sequence).inner().next(tags.sequence);
	const bits = readBitStringOctets(fields.next(tags.bitString));
	return new Uint8Array(Buffer.from(sha1(bits), 'hex'));
}

function identifierOf({ subjectKeyIdentifier, publicKey }: Certificate): Uint8Array {
	// The issuer's own extension counts, however it was computed: verifiers compare the two.
	return subjectKeyIdentifier === undefined
		? keyIdentifier(publicKey.spki)
		: new Uint8Array(Buffer.from(subjectKeyIdentifier, 'hex'));
}

function equal(first: Uint8Array, second: Uint8Array): boolean {
	return Buffer.compare(first, second) === 0;
}
