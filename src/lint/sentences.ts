import { counted, dayText, minuteText, spanInWords } from '../util/duration';
import { visibleText } from '../util/visibleText';
import type { Certificate } from '../x509/certificate';
import { certificateName, certificateSubject, roleTitles } from './certificateName';
import type { Role } from './rule';

/*
 * Sentences that a rule says of a file and a verdict says of a chain. `subject` is the subject of
 * the sentence, such as "Server certificate localhost".
 */

/** `expired` and the fault of that name. */
export function expiredSentence(subject: string, notAfter: Date, now: Date): string {
	const ago = spanInWords(now.getTime() - notAfter.getTime());
	return `${subject} expired ${ago} ago, on ${dayText(notAfter)}.`;
}

/** `not-yet-valid`; minutes matter, since clocks and time zones are the usual cause. */
export function notYetValidSentence(subject: string, notBefore: Date, now: Date): string {
	const wait = spanInWords(notBefore.getTime() - now.getTime());
	return `${subject} is valid from ${minuteText(notBefore)}, in ${wait}.`;
}

/** `wrong-extended-key-usage`, for one purpose or for the two of a peer. */
export function wrongExtendedKeyUsageSentence(
	subject: string,
	role: Role,
	has: readonly string[],
	needs: readonly string[],
): string {
	const missing = needs.filter((usage) => !has.includes(usage));
	if (has.includes('anyExtendedKeyUsage')) {
		return `${subject} is for any purpose (anyExtendedKeyUsage); OpenSSL asks for ${missing.join(' and ')} by name.`;
	}
	const whom = has.flatMap((usage) => audiences[usage] ?? []);
	const only = needs.length > 1 ? ' only' : '';
	const first = whom[0] ?? 'something else';
	const peer = role === 'unknown' ? 'this use' : role === 'ca' ? 'this chain' : `a ${role}`;
	return `${subject} is for ${first}${only}: extended key usage is ${has.join(', ')}, ${peer} needs ${missing.join(' and ')}.`;
}

const audiences: Readonly<Record<string, string>> = {
	serverAuth: 'servers',
	clientAuth: 'clients',
	codeSigning: 'signing code',
	emailProtection: 'mail',
	timeStamping: 'time stamps',
	OCSPSigning: 'OCSP answers',
};

/** `missing-subject-alternative-name`; a common name is what people think counts. */
export function missingSubjectAltNameSentence(role: Role, commonName: string | undefined): string {
	const start = `${roleTitles[role]} has no subject alternative name`;
	return commonName === undefined
		? `${start}, so it fits no host.`
		: `${start}; the name ${visibleText(commonName)} stands only in the common name.`;
}

/** `ip-address-as-dns-name`. */
export function ipAddressAsDnsNameSentence(address: string): string {
	return `${address} is listed as a DNS name; clients look for an IP address.`;
}

/** `weak-key`; `subject` only where the reader does not see whose key it is. */
export function weakKeySentence(
	{ algorithm, keySize, minimum }: Readonly<Record<'algorithm' | 'keySize' | 'minimum', string>>,
	subject?: string,
): string {
	const prefix = subject === undefined ? '' : `${subject}: `;
	return `${prefix}${algorithm} key of ${keySize} bits; OpenSSL 3 asks for ${minimum}.`;
}

/** `weak-signature`; `subject` only where the reader does not see whose signature it is. */
export function weakSignatureSentence(digest: string, issuer: string, subject?: string): string {
	const signed = subject === undefined ? 'Signed' : `${subject}: signed`;
	return `${signed} with ${digest} by ${issuer}.`;
}

/** `version-not-3`. */
export function versionSentence(subject: string, version: number): string {
	return `${subject} is of version ${version}, which has no extensions: no names, no purpose, no CA mark.`;
}

/** `ca-missing-basic-constraints`, absent or saying no. */
export function missingBasicConstraintsSentence(subject: string, isPresent: boolean): string {
	return isPresent
		? `${subject} says in its basic constraints that it is not a CA.`
		: `${subject} has no basic constraints, so that nothing marks it as a CA.`;
}

/** `ca-missing-key-cert-sign`. */
export function missingKeyCertSignSentence(certificate: Certificate): string {
	return `Key usage of ${certificateName(certificate)} lacks keyCertSign, so its key may not sign certificates.`;
}

/** `key-usage-missing-digital-signature`. */
export function missingDigitalSignatureSentence(certificate: Certificate): string {
	return `Key usage of ${certificateName(certificate)} lacks digitalSignature, so its key may not sign a handshake.`;
}

/** `self-signed-leaf`. */
export function selfSignedSentence(role: Role, certificate: Certificate): string {
	const judge = { server: 'a client', client: 'a server', peer: 'its peers', ca: '', unknown: '' }[
		role
	];
	return `${certificateSubject(role, certificate)} is its own issuer; ${judge || 'whoever meets it'} must trust this very certificate.`;
}

/** `issuer-signature-mismatch`; `where` says which certificate of that name is meant. */
export function signatureMismatchSentence(issuer: string, where: string): string {
	return `Issuer is named ${issuer}, but the key ${where} did not sign this. The CA was probably made again under the same name.`;
}

/** The fault `path-length-exceeded`. */
export function pathLengthSentence(subject: string, allowed: number, found: number): string {
	const limit =
		allowed === 0 ? 'no intermediate CA' : `only ${counted(allowed, 'intermediate CA')}`;
	return `${subject} allows ${limit} below it; this chain has ${found}.`;
}
