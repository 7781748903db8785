import { timeText } from '../x509/describe';
import { encryptionText } from '../x509/describeContainers';
import type { StandardExtensions } from '../x509/extensions';
import type { PublicKey } from '../x509/publicKey';
import type { LocatedObject } from '../x509/read';

/** An object of a file in the fields that `docs/cli.md` promises: absent values are null, lists `[]`. */
export interface ObjectJson {
	readonly kind: LocatedObject['kind'];
	readonly line: number;
	readonly subject: string | null;
	readonly issuer: string | null;
	readonly serialNumber: string | null;
	readonly notBefore: string | null;
	readonly notAfter: string | null;
	readonly version: number | null;
	readonly keyAlgorithm: string | null;
	readonly curve: string | null;
	readonly keySize: number | null;
	readonly signatureAlgorithm: string | null;
	readonly subjectAlternativeNames: readonly { readonly type: string; readonly value: string }[];
	readonly keyUsage: readonly string[];
	readonly extendedKeyUsage: readonly string[];
	readonly isCa: boolean | null;
	readonly pathLength: number | null;
	readonly subjectKeyIdentifier: string | null;
	readonly authorityKeyIdentifier: string | null;
	/** Of certificates, requests and CRLs; there is no fingerprint of a private key. */
	readonly fingerprintSha256: string | null;
	/** Position in the list of the container that this stands in; null for what stands in the file by itself. */
	readonly within: number | null;
	/** The friendly name in a PKCS #12 file, the alias in a keystore. */
	readonly entryName: string | null;
	readonly localKeyId: string | null;
	/** How a key is encrypted, or PKCS #12 contents; null if nothing is. */
	readonly encryption: string | null;
	/** Of PKCS #12: true while something in it is not opened. */
	readonly isLocked: boolean | null;
}

/** The JSON form of an object, one of `objects` of its file. */
export function objectJson(
	object: LocatedObject,
	_index: number,
	objects: readonly LocatedObject[],
): ObjectJson {
	const { kind, line, within, entryName = null, localKeyId = null } = object;
	const container = objects.findIndex(({ start }) => start === within);
	const place = { within: within === undefined ? null : container, entryName, localKeyId };
	const base = { kind, line, ...nothing, ...place };
	switch (object.kind) {
		case 'certificate': {
			const { certificate } = object;
			return {
				...base,
				...extensionFields(certificate),
				...keyFields(certificate.publicKey),
				subject: certificate.subject.text,
				issuer: certificate.issuer.text,
				serialNumber: certificate.serialNumber,
				notBefore: timeText(certificate.notBefore),
				notAfter: timeText(certificate.notAfter),
				version: certificate.version,
				signatureAlgorithm: certificate.signatureAlgorithm.name,
				isCa: certificate.basicConstraints?.isCa ?? false,
				fingerprintSha256: certificate.fingerprintSha256,
			};
		}
		case 'certificateRequest': {
			const { request } = object;
			return {
				...base,
				...extensionFields(request),
				...keyFields(request.publicKey),
				subject: request.subject.text,
				version: request.version,
				signatureAlgorithm: request.signatureAlgorithm.name,
				isCa: request.basicConstraints?.isCa ?? null,
				fingerprintSha256: request.fingerprintSha256,
			};
		}
		case 'crl': {
			const { crl } = object;
			return {
				...base,
				issuer: crl.issuer.text,
				notBefore: timeText(crl.thisUpdate),
				notAfter: crl.nextUpdate === undefined ? null : timeText(crl.nextUpdate),
				version: crl.version,
				signatureAlgorithm: crl.signatureAlgorithm.name,
				authorityKeyIdentifier: crl.authorityKeyIdentifier ?? null,
				fingerprintSha256: crl.fingerprintSha256,
			};
		}
		case 'privateKey':
		case 'encryptedPrivateKey':
			return {
				...base,
				...keyFields(object.privateKey.publicKey),
				encryption: object.privateKey.encryption ?? null,
			};
		case 'pkcs12': {
			const encrypted = object.pkcs12.safes.flatMap(({ encryption }) => encryption ?? []);
			const encryption = encrypted[0] === undefined ? null : encryptionText(encrypted[0]);
			return { ...base, encryption, isLocked: object.pkcs12.isLocked };
		}
		case 'publicKey':
			return { ...base, ...keyFields(object.publicKey) };
		default:
			return base;
	}
}

const nothing = {
	subject: null,
	issuer: null,
	serialNumber: null,
	notBefore: null,
	notAfter: null,
	version: null,
	keyAlgorithm: null,
	curve: null,
	keySize: null,
	signatureAlgorithm: null,
	subjectAlternativeNames: [],
	keyUsage: [],
	extendedKeyUsage: [],
	isCa: null,
	pathLength: null,
	subjectKeyIdentifier: null,
	authorityKeyIdentifier: null,
	fingerprintSha256: null,
	within: null,
	entryName: null,
	localKeyId: null,
	encryption: null,
	isLocked: null,
};

function keyFields(
	key: PublicKey | undefined,
): Pick<ObjectJson, 'keyAlgorithm' | 'curve' | 'keySize'> {
	return {
		keyAlgorithm: key?.algorithm ?? null,
		curve: key?.curve ?? null,
		keySize: key?.keySize ?? null,
	};
}

function extensionFields(value: StandardExtensions) {
	return {
		subjectAlternativeNames: (value.subjectAltName ?? []).map(({ type, value: text }) => ({
			type,
			value: text,
		})),
		keyUsage: value.keyUsage ?? [],
		extendedKeyUsage: value.extendedKeyUsage ?? [],
		pathLength: value.basicConstraints?.pathLength ?? null,
		subjectKeyIdentifier: value.subjectKeyIdentifier ?? null,
		authorityKeyIdentifier: value.authorityKeyIdentifier?.keyIdentifier ?? null,
	};
}
