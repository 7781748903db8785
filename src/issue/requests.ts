import { UserError } from '../util/userError';
import { verifySignature } from '../x509/crypto';
import { DerError } from '../x509/der';
import { parseRequest, type CertificateRequest } from '../x509/request';
import { issueWith, type Issued } from './certificates';
import * as extensions from './extensions';
import { encodePem } from './pem';
import { profiles } from './profiles';
import type {
	IssuedCertificate,
	Issuer,
	KeyPair,
	ProfileName,
	SubjectAltNameInput,
} from './request';
import { signerOf } from './signer';
import { isEmptySubject } from './subject';
import { sortName } from './subjectAltName';
import type { Validity } from './validity';

/** What a certificate request says; purpose and validity are for the CA to decide. */
export interface RequestOptions {
	/** DER of the Name. */
	readonly subject: Uint8Array;
	readonly subjectAltName: readonly SubjectAltNameInput[];
	readonly keyPair: KeyPair;
}

/** Makes a PKCS #10 request (RFC 2986) that asks for these names. */
export async function createRequest(options: RequestOptions): Promise<IssuedCertificate> {
	const { subject, subjectAltName, keyPair } = options;
	const { makeRequest } = await import('../x509/library');
	const names =
		subjectAltName.length > 0
			? [extensions.subjectAltName(subjectAltName, isEmptySubject(subject))]
			: [];
	const parts = { subject, spki: keyPair.spki, extensions: names };
	const der = await makeRequest(parts, signerOf(keyPair));
	return { der, pem: encodePem('CERTIFICATE REQUEST', der) };
}

/** What turns a request into a certificate. */
export interface SignOptions {
	readonly profile: Exclude<ProfileName, 'root'>;
	readonly issuer: Issuer;
	readonly validity?: Validity | undefined;
	readonly now: Date;
}

/** A certificate made from a request, with where its names come from. */
export interface SignedRequest extends Issued {
	/** `commonName` where the request had no SAN and its profile needs one. */
	readonly namesFrom: 'request' | 'commonName' | 'nothing';
}

/**
 * Signs a request in DER: subject, key and subject alternative name are its own, the profile decides
 * the rest, so that nobody becomes a CA by asking for it. Throws a `UserError` if the request is not
 * signed by its own key.
 */
export async function signRequest(der: Uint8Array, options: SignOptions): Promise<SignedRequest> {
	const request = readRequest(der);
	checkOwnSignature(request);
	const profile = profiles[options.profile];
	const [asked, ...more] = request.extensions.filter(
		({ oid }) => oid === extensions.extensionOids.subjectAltName,
	);
	// RFC 5280 4.2: an extension stands once; which of two somebody checked, nobody knows.
	if (asked !== undefined && (!asked.isDecoded || more.length > 0)) {
		throw new UserError(
			'request-names-not-readable',
			'The subject alternative name of the certificate request cannot be read.',
		);
	}
	const fromCommonName =
		asked === undefined && profile.needsSubjectAltName ? namesFromCommonName(request) : undefined;
	const issued = await issueWith(profile, {
		...options,
		subject: request.subject.der,
		spki: request.publicKey.spki,
		subjectAltName: asked?.value ?? fromCommonName,
	});
	const namesFrom =
		asked !== undefined ? 'request' : fromCommonName !== undefined ? 'commonName' : 'nothing';
	return { ...issued, namesFrom };
}

function readRequest(der: Uint8Array): CertificateRequest {
	try {
		return parseRequest(der);
	} catch (error) {
		if (error instanceof DerError) {
			throw new UserError('request-not-readable', 'This is not a certificate request.', {
				cause: error,
			});
		}
		throw error;
	}
}

/** RFC 2986 3: the signature shows that whoever asks has the private key. */
function checkOwnSignature(request: CertificateRequest): void {
	const { signatureAlgorithm, publicKey, signed, signature } = request;
	const verdict = verifySignature(signatureAlgorithm, publicKey.spki, signed, signature);
	if (verdict === 'mismatch') {
		throw new UserError(
			'request-signature-mismatch',
			'The certificate request is not signed by its own key; it was changed or cut.',
			{ nextStep: 'Make a new request.' },
		);
	}
	if (verdict === 'unsupported') {
		throw new UserError(
			'request-signature-not-checked',
			`The signature of the certificate request (${signatureAlgorithm.name}) cannot be checked here, so it is not signed.`,
		);
	}
}

/** What `openssl req -subj /CN=localhost` makes has the name in the common name alone, where no verifier looks (RFC 9525 2). */
function namesFromCommonName(request: CertificateRequest): Uint8Array | undefined {
	const { name } = sortName(request.subject.commonName ?? '');
	return name?.type === 'dns' || name?.type === 'ip'
		? extensions.subjectAltName([name], false).value
		: undefined;
}
