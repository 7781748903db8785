import type { ObjectRule, ProblemRule, Rule } from '../rule';
import { basicConstraintsNotCritical } from './basicConstraintsNotCritical';
import { byteOrderMark } from './byteOrderMark';
import { caMissingBasicConstraints } from './caMissingBasicConstraints';
import { caMissingKeyCertSign } from './caMissingKeyCertSign';
import { caMissingKeyUsage } from './caMissingKeyUsage';
import { caMissingSubjectKeyIdentifier } from './caMissingSubjectKeyIdentifier';
import { crlSignature } from './crlSignature';
import { ed25519NotSupportedByBoringssl } from './ed25519NotSupportedByBoringssl';
import { escapedNewlines } from './escapedNewlines';
import { expired } from './expired';
import { expiresSoon } from './expiresSoon';
import { fileNotRead } from './fileNotRead';
import { ipAddressAsDnsName } from './ipAddressAsDnsName';
import { issuerNotFound } from './issuerNotFound';
import { issuerSignatureMismatch } from './issuerSignatureMismatch';
import { keyMismatch } from './keyMismatch';
import { keyUsageMissingDigitalSignature } from './keyUsageMissingDigitalSignature';
import { leafIsCa } from './leafIsCa';
import { malformedCertificate } from './malformedCertificate';
import { malformedPem } from './malformedPem';
import { missingAuthorityKeyIdentifier } from './missingAuthorityKeyIdentifier';
import { missingExtendedKeyUsage } from './missingExtendedKeyUsage';
import { missingSubjectAlternativeName } from './missingSubjectAlternativeName';
import { notYetValid } from './notYetValid';
import { pemTruncated } from './pemTruncated';
import { requestSignature } from './requestSignature';
import { selfSignedLeaf } from './selfSignedLeaf';
import { unreadable } from './unreadable';
import { versionNot3 } from './versionNot3';
import { weakKey } from './weakKey';
import { weakSignature } from './weakSignature';
import { wrongExtendedKeyUsage } from './wrongExtendedKeyUsage';

/** Rules that look at objects, in the order in which findings and pages list them. */
export const objectRules: readonly ObjectRule[] = [
	expired,
	notYetValid,
	expiresSoon,
	missingSubjectAlternativeName,
	ipAddressAsDnsName,
	wrongExtendedKeyUsage,
	missingExtendedKeyUsage,
	keyUsageMissingDigitalSignature,
	leafIsCa,
	selfSignedLeaf,
	versionNot3,
	weakKey,
	weakSignature,
	caMissingBasicConstraints,
	basicConstraintsNotCritical,
	caMissingKeyUsage,
	caMissingKeyCertSign,
	caMissingSubjectKeyIdentifier,
	missingAuthorityKeyIdentifier,
	issuerNotFound,
	issuerSignatureMismatch,
	requestSignature,
	crlSignature,
	keyMismatch,
	ed25519NotSupportedByBoringssl,
];

/** Rules that look at what could not be read. */
export const problemRules: readonly ProblemRule[] = [
	pemTruncated,
	malformedPem,
	escapedNewlines,
	unreadable,
	byteOrderMark,
	malformedCertificate,
	fileNotRead,
];

/** Every rule. */
export const rules: readonly Rule[] = [...objectRules, ...problemRules];

const rulesById = new Map(rules.map((rule) => [rule.id, rule]));

/** The rule of that id, if there is one. */
export function ruleById(id: string): Rule | undefined {
	return rulesById.get(id);
}
