import type { Certificate } from '../../src/x509/certificate';
import type { Crl } from '../../src/x509/crl';
import { verifySignature } from '../../src/x509/crypto';
import type { Extension } from '../../src/x509/extensions';
import type { LocatedObject } from '../../src/x509/read';
import type { CertificateRequest } from '../../src/x509/request';
import { checkOf, type Check } from './check';
import type { Expected } from './expected';
import { kindsOf } from './match';
import { dateValue, extensionChecks, keyChecks, nameValue, serialValue } from './values';

/**
 * Compares one object with what others read in it, field by field. `objects` are all of its file,
 * among which stands what a container holds.
 */
export function compareObject(
	expected: Expected,
	object: LocatedObject | undefined,
	objects: readonly LocatedObject[],
): Check[] {
	const read = readCheck(expected, object);
	if (object === undefined || expected.pyca === 'reject') {
		return read;
	}
	return [...read, ...valueChecks(expected, object, objects)];
}

/** Whoever OpenSSL can read, we read; where the two differ either answer is right. */
function readCheck(expected: Expected, object: LocatedObject | undefined): Check[] {
	const { pyca, openssl } = expected;
	const kinds = kindsOf(expected);
	if (kinds === undefined) {
		return [];
	}
	const isReadByOpenssl = openssl === 'accept' || (typeof openssl === 'object' && openssl !== null);
	const isReadByAll = pyca === 'accept' && (openssl === undefined || openssl === null);
	const isTold = expected.type === 'openssh-private-key';
	if (!isReadByOpenssl && !isReadByAll && !isTold) {
		return [];
	}
	const isRead = object !== undefined && kinds.includes(object.kind);
	return [{ field: 'is read', ours: isRead, theirs: true }];
}

function valueChecks(
	expected: Expected,
	object: LocatedObject,
	objects: readonly LocatedObject[],
): Check[] {
	switch (object.kind) {
		case 'certificate':
			return certificateChecks(object.certificate, expected);
		case 'certificateRequest':
			return requestChecks(object.request, expected);
		case 'crl':
			return crlChecks(object.crl, expected);
		case 'privateKey':
		case 'encryptedPrivateKey': {
			const { isEncrypted, publicKey } = object.privateKey;
			const encrypted = checkOf('is encrypted', isEncrypted, expected.encrypted);
			return isEncrypted
				? encrypted
				: [
						...encrypted,
						...keyChecks(publicKey, expected),
						...checkOf('public key pin', publicKey?.spkiSha256, expected.spkiSha256),
					];
		}
		case 'publicKey':
			return [
				...keyChecks(object.publicKey, expected),
				...checkOf('public key pin', object.publicKey.spkiSha256, expected.spkiSha256),
			];
		case 'pkcs7':
			return checkOf('certificates', fingerprintsIn(object, objects), expected.certs, sorted);
		case 'pkcs12':
			return pkcs12Checks(object, objects, expected);
		default:
			return [];
	}
}

function certificateChecks(certificate: Certificate, expected: Expected): Check[] {
	const { serialNumber, isSerialNegative, publicKey } = certificate;
	return [
		...checkOf('version', certificate.version, expected.version),
		...checkOf('serial number', serialValue(serialNumber, isSerialNegative), expected.serial),
		...checkOf('subject', nameValue(certificate.subject), expected.subject),
		...checkOf('issuer', nameValue(certificate.issuer), expected.issuer),
		...checkOf('not before', dateValue(certificate.notBefore), expected.notBefore),
		...checkOf('not after', dateValue(certificate.notAfter), expected.notAfter),
		...checkOf('signature algorithm', certificate.signatureAlgorithm.oid, expected.sigAlg),
		...keyChecks(publicKey, expected),
		...checkOf('public key pin', publicKey.spkiSha256, expected.spkiSha256),
		...checkOf('extensions', certificate.extensions.map(pairOf), expected.extensions),
		...extensionChecks(certificate, expected),
	];
}

function requestChecks(request: CertificateRequest, expected: Expected): Check[] {
	const { signatureAlgorithm, publicKey, signed, signature } = request;
	const verdict = verifySignature(signatureAlgorithm, publicKey.spki, signed, signature);
	return [
		...checkOf('subject', nameValue(request.subject), expected.subject),
		...checkOf('signature algorithm', signatureAlgorithm.oid, expected.sigAlg),
		...keyChecks(publicKey, expected),
		...checkOf('signature is right', verdict === 'verified', expected.signatureValid),
		...checkOf('extensions', request.extensions.map(pairOf), expected.extensions),
		...extensionChecks(request, expected),
	];
}

function crlChecks(crl: Crl, expected: Expected): Check[] {
	// Theirs lists the first 20.
	const revoked = crl.entries
		.slice(0, expected.revoked?.length)
		.map(({ serialNumber, revocationDate }) => [
			serialValue(serialNumber),
			dateValue(revocationDate),
		]);
	return [
		...checkOf('issuer', nameValue(crl.issuer), expected.issuer),
		...checkOf('this update', dateValue(crl.thisUpdate), expected.thisUpdate),
		...checkOf('next update', dateValue(crl.nextUpdate), expected.nextUpdate),
		...checkOf('signature algorithm', crl.signatureAlgorithm.oid, expected.sigAlg),
		...checkOf('number of entries', crl.entries.length, expected.revokedCount),
		...checkOf('entries', revoked, expected.revoked),
		...checkOf('extensions', crl.extensions.map(pairOf), expected.extensions),
		...(expected.extensions_error === undefined
			? checkOf('authority key identifier', crl.authorityKeyIdentifier, expected.aki ?? undefined)
			: []),
	];
}

/** What a passphrase opened; the reader is given the one that stands in `expected`. */
function pkcs12Checks(
	object: Extract<LocatedObject, { kind: 'pkcs12' }>,
	objects: readonly LocatedObject[],
	{ cert, additional, hasKey, friendlyName }: Expected,
): Check[] {
	const contents = objects.filter(({ within }) => within === object.start);
	const keys = contents.filter(({ kind }) => kind.endsWith('rivateKey'));
	const leaf = contents.find(
		(each) => each.kind === 'certificate' && each.certificate.fingerprintSha256 === cert,
	);
	const all = [cert ?? [], additional ?? []].flat();
	return [
		{ field: 'passphrase is wrong', ours: object.pkcs12.passphrase === 'wrong', theirs: false },
		...checkOf('has a key', keys.length > 0, hasKey),
		...checkOf('certificates', fingerprintsIn(object, objects), all, sorted),
		...checkOf('friendly name', leaf?.entryName ?? null, friendlyName),
	];
}

/** A container keeps its certificates in a SET; their order says nothing. */
function fingerprintsIn(container: LocatedObject, objects: readonly LocatedObject[]): string[] {
	return sorted(
		objects.flatMap((object) =>
			object.kind === 'certificate' && object.within === container.start
				? [object.certificate.fingerprintSha256]
				: [],
		),
	);
}

function sorted(list: readonly string[]): string[] {
	return list.toSorted();
}

function pairOf({ oid, critical }: Extension): [string, boolean] {
	return [oid, critical];
}
