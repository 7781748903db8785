import { UserError } from '../util/userError';
import { parseCertificate } from '../x509/certificate';
import type { RawExtension, Signer } from '../x509/library';
import { parseName } from '../x509/name';
import { parsePublicKey } from '../x509/publicKey';
import * as extensions from './extensions';
import { checkIssuer, keyIdentifier, type CheckedIssuer } from './issuer';
import { encodePem } from './pem';
import { profiles, type Profile } from './profiles';
import type {
	IssuedCertificate,
	Issuer,
	KeyPair,
	ProfileName,
	SubjectAltNameInput,
} from './request';
import { randomSerialNumber } from './serialNumber';
import { signerOf } from './signer';
import { isEmptySubject } from './subject';
import { periodOf, type Period, type Validity } from './validity';

/** A certificate as issued, with what became of the validity asked for. */
export interface Issued extends IssuedCertificate, Period {}

/** What all ways of issuing are told. */
interface Common {
	/** DER of the Name, from `subject.ts` or from a request. */
	readonly subject: Uint8Array;
	/** The profile's own number of days if left out. */
	readonly validity?: Validity | undefined;
	readonly now: Date;
}

/** What a root CA is made from. */
export interface RootOptions extends Common {
	readonly keyPair: KeyPair;
}

/** Makes a self-signed root CA. */
export async function createRoot({
	subject,
	keyPair,
	validity,
	now,
}: RootOptions): Promise<Issued> {
	const profile = profiles.root;
	checkCaSubject(subject, profile);
	const identifier = keyIdentifier(keyPair.spki);
	return assemble({
		issuer: subject,
		subject,
		spki: keyPair.spki,
		period: periodOf(validity ?? { kind: 'days', days: profile.validityDays }, now),
		signer: signerOf(keyPair),
		extensions: [
			extensions.basicConstraints(true, profile.pathLength),
			extensions.keyUsage(profile.keyUsage(false)),
			extensions.subjectKeyIdentifier(identifier),
			// A root may leave this out (RFC 5280 4.2.1.1); Python 3.13 wants it wherever it can stand.
			extensions.authorityKeyIdentifier(identifier),
		],
	});
}

/** What a certificate below a CA is made from. */
export interface IssueOptions extends Common {
	readonly profile: Exclude<ProfileName, 'root'>;
	readonly subjectAltName: readonly SubjectAltNameInput[];
	/** The public half is enough: the key of a request stays with whoever made it. */
	readonly spki: Uint8Array;
	readonly issuer: Issuer;
}

/** Issues an intermediate, server, client or peer certificate. Throws a `UserError` if nobody would accept it. */
export async function issueCertificate(options: IssueOptions): Promise<Issued> {
	const { subjectAltName: names } = options;
	const isSubjectEmpty = isEmptySubject(options.subject);
	const subjectAltName =
		names.length > 0 ? extensions.subjectAltName(names, isSubjectEmpty).value : undefined;
	return issueWith(profiles[options.profile], { ...options, subjectAltName });
}

/** As `issueCertificate`, with the subject alternative name encoded already: the content of its extnValue. */
export async function issueWith(
	profile: Profile,
	options: Omit<IssueOptions, 'profile' | 'subjectAltName'> & {
		readonly subjectAltName: Uint8Array | undefined;
	},
): Promise<Issued> {
	const issuer = checkIssuer(options.issuer, profile);
	const { subject, subjectAltName, spki, now } = options;
	checkSubject(subject, issuer);
	checkCaSubject(subject, profile);
	const isSubjectEmpty = isEmptySubject(subject);
	if (subjectAltName === undefined && (profile.needsSubjectAltName || isSubjectEmpty)) {
		throw new UserError('names-empty', `A ${profile.title} needs at least one name.`);
	}
	const validity = options.validity ?? { kind: 'days', days: profile.validityDays };
	const isRsa = parsePublicKey(spki).algorithm === 'RSA';
	const { extendedKeyUsage } = profile;
	return assemble({
		issuer: issuer.certificate.subject.der,
		subject,
		spki,
		period: periodBelow(issuer, validity, now),
		signer: signerOf(issuer.keyPair),
		extensions: [
			extensions.basicConstraints(profile.isCa, profile.pathLength),
			extensions.keyUsage(profile.keyUsage(isRsa)),
			...(extendedKeyUsage.length > 0 ? [extensions.extendedKeyUsage(extendedKeyUsage)] : []),
			...(subjectAltName === undefined
				? []
				: [extensions.encodedSubjectAltName(subjectAltName, isSubjectEmpty)]),
			extensions.subjectKeyIdentifier(keyIdentifier(spki)),
			extensions.authorityKeyIdentifier(issuer.keyIdentifier),
		],
	});
}

/** The period of a certificate below this issuer. */
export function periodBelow(issuer: CheckedIssuer, validity: Validity, now: Date): Period {
	const { notBefore, notAfter } = issuer.certificate;
	return periodOf(validity, now, { notBefore, notAfter, name: issuer.label });
}

/** Refuses the issuer's own name, which makes OpenSSL take a leaf for self-signed. */
export function checkSubject(subject: Uint8Array, issuer: CheckedIssuer): void {
	if (parseName(subject).comparisonKey === issuer.certificate.subject.comparisonKey) {
		throw new UserError(
			'subject-equals-issuer',
			'The CA has this name already; OpenSSL would take the certificate for self-signed.',
			{ nextStep: 'Choose another name.' },
		);
	}
}

/** RFC 5280 4.1.2.6: a CA has a subject, since its certificates name it as their issuer. */
function checkCaSubject(subject: Uint8Array, { isCa, title }: Profile): void {
	if (isCa && isEmptySubject(subject)) {
		throw new UserError(
			'ca-subject-empty',
			`The subject of a CA is never empty, so no ${title} is made.`,
			{
				nextStep: 'Give it a common name.',
			},
		);
	}
}

/** All that goes into one certificate, decided. */
export interface Assembly {
	readonly issuer: Uint8Array;
	readonly subject: Uint8Array;
	readonly spki: Uint8Array;
	readonly period: Period;
	readonly signer: Signer;
	readonly extensions: readonly RawExtension[];
}

/** Numbers, signs and encodes; the library loads here, when something is made for the first time. */
export async function assemble(parts: Assembly): Promise<Issued> {
	const { makeCertificate } = await import('../x509/library');
	const { notBefore, notAfter } = parts.period;
	const der = await makeCertificate(
		{ ...parts, serialNumber: randomSerialNumber(), notBefore, notAfter },
		parts.signer,
	);
	// The library decodes names and keys and writes them anew; verifiers compare bytes.
	const made = parseCertificate(der);
	if (
		Buffer.compare(made.issuer.der, parts.issuer) !== 0 ||
		Buffer.compare(made.subject.der, parts.subject) !== 0 ||
		Buffer.compare(made.publicKey.spki, parts.spki) !== 0
	) {
		throw new UserError(
			'encoding-not-reproducible',
			'A name or key here is encoded in a way that cannot be written again byte by byte.',
			{ nextStep: 'Make the certificate from a new request or with a new CA.' },
		);
	}
	return { der, pem: encodePem('CERTIFICATE', der), ...parts.period };
}
