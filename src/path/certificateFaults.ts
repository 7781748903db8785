import type { Certificate } from '../x509/certificate';
import type { Extension } from '../x509/extensions';
import { matchHostName } from './hostName';
import type { PathFault, PathFaultCode, Purpose } from './request';
import { minimumKeySize, weakDigest } from './strength';

/** Faults of the certificate that is judged, whatever its path: purpose, names, dates, strength. */
export function leafFaults(
	leaf: Certificate,
	request: { readonly purpose: Purpose; readonly hostName?: string | undefined; readonly at: Date },
): PathFault[] {
	const report = reporter(leaf);
	const { purpose, hostName } = request;
	const { extendedKeyUsage, keyUsage, subjectAltName, subject } = leaf;
	// RFC 5280 4.2.1.12 lets an application ask for its purpose by name where only any purpose stands;
	// OpenSSL does, and with it Node, Python, curl and nginx, and so does BoringSSL. Go and Java do not.
	if (purpose !== 'any' && extendedKeyUsage?.includes(purposeNames[purpose]) === false) {
		report('wrong-extended-key-usage', {
			has: extendedKeyUsage.join(', '),
			needs: purposeNames[purpose],
		});
	}
	// RFC 8446 4.4.2.2: if the extension is there, digitalSignature must be set.
	if (purpose !== 'any' && keyUsage !== undefined && !keyUsage.includes('digitalSignature')) {
		report('key-usage-missing-digital-signature', { has: keyUsage.join(', ') });
	}
	if (hostName !== undefined) {
		const match = matchHostName(hostName, subjectAltName);
		const names = (subjectAltName ?? []).map(({ value }) => value).join(', ');
		if (match === 'no-names') {
			report('missing-subject-alternative-name', {
				hostName,
				...(subject.commonName === undefined ? {} : { commonName: subject.commonName }),
			});
		} else if (match === 'address-as-dns-name') {
			report('ip-address-as-dns-name', { hostName });
		} else if (match === 'mismatch') {
			report('host-name-mismatch', { hostName, names });
		}
	}
	return [...report.faults, ...commonFaults(leaf, request.at)];
}

/** Faults that keep a certificate from being the issuer of what stands below it (RFC 5280 6.1.4). */
export function issuerFaults(
	issuer: Certificate,
	request: { readonly purpose: Purpose; readonly at: Date },
	place: {
		readonly isAnchor: boolean;
		/** Certificates between this one and the leaf, self-issued ones not counted (RFC 5280 4.2.1.9). */
		readonly intermediatesBelow: number;
	},
): PathFault[] {
	const report = reporter(issuer);
	const { basicConstraints, keyUsage, extendedKeyUsage, version } = issuer;
	if (version < 3) {
		// RFC 5280 6.1.4 (k): only trust itself can say that a certificate without extensions is a CA.
		if (!place.isAnchor) {
			report('version-not-3', { version: version.toString() });
		}
	} else if (basicConstraints?.isCa !== true) {
		report('ca-missing-basic-constraints', {
			has: basicConstraints === undefined ? 'none' : 'CA:FALSE',
		});
	}
	if (keyUsage !== undefined && !keyUsage.includes('keyCertSign')) {
		report('ca-missing-key-cert-sign', { has: keyUsage.join(', ') });
	}
	const pathLength = basicConstraints?.pathLength;
	if (pathLength !== undefined && place.intermediatesBelow > pathLength) {
		report('path-length-exceeded', {
			pathLength: pathLength.toString(),
			intermediates: place.intermediatesBelow.toString(),
		});
	}
	if (request.purpose !== 'any' && !allowsPurpose(extendedKeyUsage, request.purpose)) {
		report('issuer-extended-key-usage', {
			has: (extendedKeyUsage ?? []).join(', '),
			needs: purposeNames[request.purpose],
		});
	}
	if (issuer.subject.rdns.length === 0) {
		// RFC 5280 4.1.2.6: a CA has a name, since its certificates carry it as issuer.
		report('malformed-certificate', { problem: 'ca-empty-subject' });
	}
	const isSignatureJudged = !place.isAnchor;
	return [...report.faults, ...commonFaults(issuer, request.at, isSignatureJudged)];
}

/** The purpose that a role must have among its extended key usages (RFC 5280 4.2.1.12). */
export const purposeNames = { server: 'serverAuth', client: 'clientAuth' } as const;

/** True where the extension of a CA is absent, names the purpose, or allows any. */
function allowsPurpose(
	extendedKeyUsage: readonly string[] | undefined,
	purpose: 'server' | 'client',
): boolean {
	return (
		extendedKeyUsage === undefined ||
		extendedKeyUsage.includes(purposeNames[purpose]) ||
		extendedKeyUsage.includes('anyExtendedKeyUsage')
	);
}

function commonFaults(certificate: Certificate, at: Date, isSignatureJudged = true): PathFault[] {
	const report = reporter(certificate);
	const { notBefore, notAfter, publicKey, signatureAlgorithm } = certificate;
	// Times in certificates have no fractions; the last second is still a valid one (4.1.2.5).
	const second = Math.floor(at.getTime() / 1000) * 1000;
	if (second > notAfter.getTime()) {
		report('expired', { notAfter: notAfter.toISOString() });
	}
	if (second < notBefore.getTime()) {
		report('not-yet-valid', { notBefore: notBefore.toISOString() });
	}
	const minimum = minimumKeySize(publicKey);
	if (minimum !== undefined) {
		report('weak-key', {
			algorithm: publicKey.algorithm,
			keySize: (publicKey.keySize ?? 0).toString(),
			minimum: minimum.toString(),
		});
	}
	const digest = isSignatureJudged ? weakDigest(signatureAlgorithm) : undefined;
	if (digest !== undefined) {
		report('weak-signature', { digest, issuer: certificate.issuer.text });
	}
	if (certificate.issuer.rdns.length === 0) {
		// RFC 5280 4.1.2.4: the issuer field must contain a non-empty name.
		report('malformed-certificate', { problem: 'empty-issuer' });
	}
	if (publicKey.curve === 'explicit' || publicKey.curve === 'implicit') {
		// RFC 5480 2.1.1: only named curves; written-out ones made CVE-2020-0601 possible.
		report('malformed-certificate', { problem: 'curve-not-named' });
	}
	for (const { code } of certificate.problems) {
		if (code === 'signature-algorithms-differ') {
			report('malformed-certificate', { problem: code });
		}
	}
	extensionFaults(certificate, report);
	return report.faults;
}

function extensionFaults({ extensions, problems }: Certificate, report: Reporter): void {
	const twice = new Set(
		problems.filter(({ code }) => code === 'extension-twice').map(({ offset }) => offset),
	);
	for (const extension of extensions) {
		const { oid, name, critical, span } = extension;
		const problem = twice.has(span.start) ? 'extension-twice' : readingProblem(extension);
		if (problem !== undefined && (critical || !harmless.has(name))) {
			report('malformed-extension', { extension: name, oid, problem });
		} else if (critical && !isProcessed(extension)) {
			report('unknown-critical-extension', { extension: name, oid });
		}
	}
}

/** What is known here has a name; told without offsets, since a value may end before its first octet. */
function readingProblem({ oid, name, isDecoded }: Extension): string | undefined {
	return name === oid || isDecoded ? undefined : 'extension-not-readable';
}

/** Nothing in a verdict depends on these, so that a broken one that is not critical is no reason to refuse. */
const harmless = new Set(['signedCertificateTimestamps', 'netscapeCertType', 'netscapeComment']);

/**
 * Extensions that this validation acts on, or that RFC 5280 lets be critical and that say nothing
 * about the path. The key identifiers and the addresses must not be critical (4.2.1.1, 4.2.1.2,
 * 4.2.2.1), and OpenSSL, Go and GnuTLS refuse them so. Nothing here acts on netscapeCertType.
 */
const processed = new Set([
	'basicConstraints',
	'keyUsage',
	'extendedKeyUsage',
	'subjectAltName',
	'issuerAltName',
	'nameConstraints',
	'certificatePolicies',
	'policyMappings',
	'policyConstraints',
	'inhibitAnyPolicy',
	'crlDistributionPoints',
	'netscapeComment',
]);

function isProcessed({ name, isDecoded }: Extension): boolean {
	return isDecoded && processed.has(name);
}

interface Reporter {
	(code: PathFaultCode, detail?: Readonly<Record<string, string>>): void;
	readonly faults: PathFault[];
}

function reporter(certificate: Certificate): Reporter {
	const faults: PathFault[] = [];
	const report = (code: PathFaultCode, detail: Readonly<Record<string, string>> = {}): void => {
		faults.push({ code, certificate, detail });
	};
	return Object.assign(report, { faults });
}
