import type { PathFault } from '../path/request';
import { counted, dayText } from '../util/duration';
import { visibleText } from '../util/visibleText';
import { problemSentence } from '../x509/read/problem';
import { certificateName, certificateSubject, nameText } from './certificateName';
import { revocationNotCheckedSentence } from './revocationText';
import type { Role } from './rule';
import {
	expiredSentence,
	ipAddressAsDnsNameSentence,
	missingBasicConstraintsSentence,
	missingDigitalSignatureSentence,
	missingKeyCertSignSentence,
	missingSubjectAltNameSentence,
	notYetValidSentence,
	pathLengthSentence,
	selfSignedSentence,
	signatureMismatchSentence,
	versionSentence,
	weakKeySentence,
	weakSignatureSentence,
	wrongExtendedKeyUsageSentence,
} from './sentences';

/** One sentence for a fault of a path, judged at `at`; where a rule says the same, it is the rule's. */
export function describeFault(fault: PathFault, at: Date): string {
	const { code, certificate } = fault;
	const value = (key: string): string => visibleText(fault.detail[key] ?? '');
	const list = (key: string): string[] => value(key).split(', ').filter(Boolean);
	const role = roleOf(fault);
	const subject = certificateSubject(role, certificate);
	const name = certificateName(certificate);
	const issuer = nameText(certificate.issuer);
	switch (code) {
		case 'issuer-not-found':
			return `${subject} was issued by ${issuer}, which is neither trusted here nor sent along: the CA is another one, or an intermediate is missing.`;
		case 'missing-intermediate':
			return `The intermediate ${commonNameOf(value('issuer'))}, which issued ${name}, was not sent; it is known here.`;
		case 'issuer-not-trusted':
			return `The chain ends at ${name}, which is not trusted here.`;
		case 'issuer-signature-mismatch':
			return signatureMismatchSentence(issuer, 'of that name known here');
		case 'self-signed-leaf':
			return selfSignedSentence(role, certificate);
		case 'expired':
			return expiredSentence(subject, certificate.notAfter, at);
		case 'not-yet-valid':
			return notYetValidSentence(subject, certificate.notBefore, at);
		case 'wrong-extended-key-usage':
		case 'issuer-extended-key-usage':
			return wrongExtendedKeyUsageSentence(subject, role, list('has'), list('needs'));
		case 'version-not-3':
			return versionSentence(subject, certificate.version);
		case 'ca-missing-basic-constraints':
			return missingBasicConstraintsSentence(subject, certificate.basicConstraints !== undefined);
		case 'ca-missing-key-cert-sign':
			return missingKeyCertSignSentence(certificate);
		case 'key-usage-missing-digital-signature':
			return missingDigitalSignatureSentence(certificate);
		case 'path-length-exceeded':
			return pathLengthSentence(
				subject,
				Number(fault.detail['pathLength']),
				Number(fault.detail['intermediates']),
			);
		case 'too-many-intermediates':
			return `The chain has ${counted(Number(value('intermediates')), 'intermediate CA')}; at most ${value('maximum')} may stand between here.`;
		case 'name-constraints-violated':
			return nameConstraintSentence(fault, subject);
		case 'unknown-critical-extension':
			return `${subject} has the critical extension ${value('extension')}, which cannot be processed here; RFC 5280 asks to refuse it.`;
		case 'missing-subject-alternative-name':
			return missingSubjectAltNameSentence(role, certificate.subject.commonName);
		case 'ip-address-as-dns-name':
			return ipAddressAsDnsNameSentence(value('hostName'));
		case 'host-name-mismatch':
			return `${subject} is not for ${value('hostName')}; it is for ${value('names')}.`;
		case 'weak-key': {
			const sizes = {
				algorithm: value('algorithm'),
				keySize: value('keySize'),
				minimum: value('minimum'),
			};
			return weakKeySentence(sizes, subject);
		}
		case 'weak-signature':
			return weakSignatureSentence(value('digest'), issuer, subject);
		case 'revoked': {
			const reason = fault.detail['reason'] === undefined ? '' : ` (${value('reason')})`;
			return `${subject} was revoked on ${dayText(new Date(value('revokedAt')))}${reason}.`;
		}
		case 'revocation-not-checked':
			return revocationNotCheckedSentence(
				fault.detail,
				name,
				commonNameOf(value('issuer')) || issuer,
			);
		case 'signature-not-checked':
			return `The signature on ${name} (${value('algorithm')}) cannot be checked here.`;
		case 'policy-violation':
			return `${subject} breaks the policies of its chain: a CA above asks for an explicit policy, and none holds for all of it.`;
		case 'malformed-extension':
			return value('problem') === 'extension-twice'
				? `${subject} has the extension ${value('extension')} twice.`
				: `The extension ${value('extension')} of ${name} cannot be read.`;
		case 'malformed-certificate':
			return malformedSentence(value('problem'), subject);
		case 'path-too-complex':
			return `The search for a chain of ${name} was given up: too many certificates have the same names.`;
	}
}

function roleOf({ detail }: PathFault): Role {
	const role = detail['role'];
	return role === 'ca' || role === 'server' || role === 'client' ? role : 'unknown';
}

function nameConstraintSentence({ detail }: PathFault, subject: string): string {
	const name = visibleText(detail['name'] ?? '');
	const constrainedBy = commonNameOf(detail['constrainedBy'] ?? '');
	switch (detail['reason']) {
		case 'excluded':
			return `${subject} has the name ${name}, which ${constrainedBy} excludes.`;
		case 'not-permitted':
			return `${subject} has the name ${name}, which is outside of what ${constrainedBy} permits.`;
		case 'too-many':
			return `${subject} has more names than can be compared with the name constraints of ${constrainedBy}.`;
		default:
			return `${subject} has the name ${name}, which cannot be compared with the name constraints of ${constrainedBy}.`;
	}
}

function malformedSentence(problem: string, subject: string): string {
	switch (problem) {
		case 'ca-empty-subject':
			return 'A CA certificate of the chain has no subject, so nothing can name it as issuer.';
		case 'curve-not-named':
			return `The key of ${subject} has an elliptic curve without a name, which RFC 5480 forbids.`;
		case 'empty-issuer':
			return `${subject} names no issuer.`;
		default:
			return problemSentence(problem);
	}
}

/** The common name in RFC 4514 text, where that is all a detail holds. */
function commonNameOf(text: string): string {
	return visibleText(/(?:^|,)CN=((?:\\.|[^,+\\])+)/.exec(text)?.[1] ?? text);
}
