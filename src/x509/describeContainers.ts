import { visibleText } from '../util/visibleText';
import { counted } from '../util/duration';
import type { Keystore, KeystoreEntry } from './containers/keystore';
import type { OcspAnswer, OcspResponse } from './containers/ocspResponse';
import { hashName, iterationsOf, type PasswordEncryption } from './containers/passwordEncryption';
import type { Obstacle } from './containers/passphrase';
import type { Pkcs12, Safe } from './containers/pkcs12';
import type { Mac } from './containers/pkcs12Mac';
import type { Bag } from './containers/pkcs12Bags';
import type { Pkcs7, Signer } from './containers/pkcs7';
import type { Contained } from './containers/contained';
import type { Field, FieldGroup } from './describe';
import type { SshPublicKey } from './sshPublicKey';
import { timeText } from './time';
import type { TrustSettings } from './trustSettings';

/** A PKCS #7 message in words; what it holds has fields of its own. */
export function describePkcs7(pkcs7: Pkcs7): FieldGroup[] {
	const { contentType, signedContentType, signedContentLength, signers, contents } = pkcs7;
	return [
		group('PKCS #7', [
			field('Content', contentType),
			...(signedContentType === undefined
				? []
				: [
						field(
							'Signed',
							signers.length === 0
								? 'nothing: it only carries certificates'
								: signedText(signedContentType, signedContentLength),
						),
					]),
			...(contentType === 'signedData' ? [field('Holds', contentsText(contents))] : []),
		]),
		group(
			'Signers',
			signers.slice(0, mostRows).map((signer, index) => field(`${index + 1}`, signerText(signer))),
		),
	];
}

/** `3 certificates, 1 CRL`, by kind; `nothing` of an empty container. */
export function contentsText(contents: readonly Contained[]): string {
	const count = (...kinds: string[]): number =>
		contents.filter(({ object }) => kinds.includes(object.kind)).length;
	const counts: readonly (readonly [number, string, string?])[] = [
		[count('certificate'), 'certificate'],
		[count('privateKey', 'encryptedPrivateKey'), 'private key'],
		[count('crl'), 'CRL'],
		[count('attributeCertificate'), 'attribute certificate'],
		[count('ocspResponse'), 'OCSP response'],
		[count('unknown'), 'object that cannot be read', 'objects that cannot be read'],
	];
	const words = counts.flatMap(([number, one, many]) =>
		number === 0 ? [] : [counted(number, one, many)],
	);
	return words.length === 0 ? 'nothing' : words.join(', ');
}

/** Lines of one group; more than this nobody reads. */
const mostRows = 500;

function signedText(type: string, length: number | undefined): string {
	return length === undefined ? `${type}, not in the file` : `${type}, ${length} bytes`;
}

function signerText({ issuer, serialNumber, subjectKeyIdentifier }: Signer): string {
	if (serialNumber === undefined) {
		return `key identifier ${subjectKeyIdentifier ?? ''}`;
	}
	const of = issuer === undefined ? '' : ` of ${visibleText(issuer.text, Infinity)}`;
	return `serial number ${serialNumber}${of}`;
}

/** A PKCS #12 file in words: how it is protected and, as far as that can be seen, what is in it. */
export function describePkcs12(pkcs12: Pkcs12): FieldGroup[] {
	const { mac, isSigned, safes, isLocked, passphrase, obstacles, contents } = pkcs12;
	return [
		group('PKCS #12', [
			field('State', stateText(pkcs12)),
			field('Integrity', mac === undefined ? (isSigned ? 'signed' : 'none: no MAC') : macText(mac)),
			...obstacles
				.slice(0, mostRows)
				.filter(({ code }) => code !== 'wrong-passphrase' || passphrase !== 'wrong')
				.map((obstacle) => field('Not opened', obstacleText(obstacle))),
			...(isLocked && contents.length === 0 ? [] : [field('Holds', contentsText(contents))]),
		]),
		...safes.slice(0, mostRows).map(describeSafe),
	];
}

function stateText({ isLocked, passphrase }: Pkcs12): string {
	if (passphrase === 'wrong') {
		return 'locked: the passphrase does not open it';
	}
	if (isLocked) {
		return passphrase === 'fits' ? 'opened in part' : 'locked: contents need the passphrase';
	}
	return passphrase === 'fits' ? 'opened with the passphrase' : 'not encrypted';
}

/** `SHA-256, 2048 iterations`. */
export function macText({ hash, oid, isPbmac1, iterations, saltLength }: Mac): string {
	const name = hash === undefined ? oid : hashName(hash);
	const words = [isPbmac1 ? `PBMAC1 with HMAC of ${name}` : name];
	return [...words, ...iterationWords(iterations), `salt of ${saltLength} bytes`].join(', ');
}

function iterationWords(iterations: number | undefined): string[] {
	return iterations === undefined ? [] : [counted(iterations, 'iteration')];
}

/** `PBES2, AES-256-CBC, PBKDF2 with HMAC of SHA-256, 2048 iterations`. */
export function encryptionText(encryption: PasswordEncryption): string {
	const { name, derivation } = encryption;
	const words =
		derivation?.scheme === 'pbkdf2'
			? [`PBKDF2 with HMAC of ${hashName(derivation.hash)}`]
			: derivation?.scheme === 'scrypt'
				? [`scrypt with N ${derivation.cost}, r ${derivation.blockSize}`]
				: [];
	return [name, ...words, ...iterationWords(iterationsOf(encryption))].join(', ');
}

/** What keeps a passphrase that fits from opening something. */
export function obstacleText({ code, detail }: Obstacle): string {
	switch (code) {
		case 'wrong-passphrase':
			return 'a part with another passphrase';
		case 'unsupported-encryption':
			return `${detail} cannot be decrypted here`;
		case 'too-many-iterations':
			return `${detail}, more than any program uses; not tried`;
	}
}

function describeSafe({ protection, encryption, bags }: Safe, index: number): FieldGroup {
	const how =
		encryption !== undefined
			? encryptionText(encryption)
			: protection === 'certificate'
				? "for the holder of a certificate's private key"
				: 'none';
	return group(`Part ${index + 1}`, [
		field('Encryption', how),
		...(bags === undefined
			? [field('Contents', 'locked')]
			: bags.slice(0, mostRows).map((bag) => field(bagTitle(bag), bagText(bag)))),
	]);
}

function bagTitle({ kind }: Bag): string {
	return kind.charAt(0).toUpperCase() + kind.slice(1);
}

function bagText({ friendlyName, localKeyId, isTrusted, encryption }: Bag): string {
	const words = [
		...(friendlyName === undefined ? [] : [`named ${visibleText(friendlyName)}`]),
		...(localKeyId === undefined ? [] : [`local key id ${localKeyId}`]),
		...(isTrusted ? ['trusted by Java'] : []),
		...(encryption === undefined ? [] : [encryptionText(encryption)]),
	];
	return words.length === 0 ? 'without a name' : words.join(', ');
}

/** A Java keystore in words: its aliases with what each holds and since when. */
export function describeKeystore(keystore: Keystore): FieldGroup[] {
	const { format, version, entryCount, entries, contents } = keystore;
	const unread = entryCount - entries.length;
	return [
		group('Java keystore', [
			field('Format', `${format}, version ${version}`),
			field(
				'Entries',
				unread > 0 ? `${entryCount}, of which ${unread} are not read` : `${entryCount}`,
			),
			field('Holds', contentsText(contents)),
		]),
		group(
			'Aliases',
			entries.slice(0, mostRows).map((entry) => field(visibleText(entry.alias), entryText(entry))),
		),
	];
}

function entryText({ kind, created, certificateCount }: KeystoreEntry): string {
	const what = {
		privateKey: `private key with ${counted(certificateCount, 'certificate')}`,
		trustedCertificate: 'trusted certificate',
		secretKey: 'secret key',
	}[kind];
	return `${what}, since ${timeText(created)}`;
}

/** An OCSP response in words. */
export function describeOcspResponse({ status, basic, contents }: OcspResponse): FieldGroup[] {
	if (basic === undefined) {
		return [group('OCSP response', [field('Status', status)])];
	}
	const { responderName, responderKeyHash, producedAt, answers, signatureAlgorithm } = basic;
	const responder =
		responderName === undefined
			? `key hash ${responderKeyHash ?? ''}`
			: visibleText(responderName.text, Infinity);
	return [
		group('OCSP response', [
			field('Status', status),
			field('Responder', responder),
			field('Produced at', timeText(producedAt)),
			field('Signature algorithm', signatureAlgorithm.name),
			field('Holds', contentsText(contents)),
		]),
		...answers.slice(0, mostRows).map(describeAnswer),
	];
}

function describeAnswer(answer: OcspAnswer): FieldGroup {
	const { serialNumber, status, revocationTime, revocationReason, thisUpdate, nextUpdate } = answer;
	const since = revocationTime === undefined ? [] : [`since ${timeText(revocationTime)}`];
	const why = revocationReason === undefined ? [] : [revocationReason];
	return group(`Certificate ${serialNumber}`, [
		field('Status', [status, ...since, ...why].join(', ')),
		field('This update', timeText(thisUpdate)),
		field('Next update', nextUpdate === undefined ? 'not given' : timeText(nextUpdate)),
		field(`Issuer name, ${hashName(answer.hash)}`, answer.issuerNameHash),
		field(`Issuer key, ${hashName(answer.hash)}`, answer.issuerKeyHash),
	]);
}

/** OpenSSL's trust settings in words. */
export function describeTrust({ trusted, rejected, alias, keyId }: TrustSettings): FieldGroup {
	const list = (purposes: readonly string[] | undefined): string =>
		purposes === undefined || purposes.length === 0 ? 'no purpose named' : purposes.join('\n');
	return group('Trust settings', [
		field('Trusted for', list(trusted)),
		field('Rejected for', list(rejected)),
		...(alias === undefined ? [] : [field('Alias', visibleText(alias))]),
		...(keyId === undefined ? [] : [field('Key id', keyId)]),
	]);
}

/** What an SSH key says of itself. */
export function describeSshKey({ algorithm, keySize, comment }: SshPublicKey): FieldGroup[] {
	return [
		group('SSH public key', [
			field('Type', algorithm),
			...(keySize === undefined ? [] : [field('Key size', `${keySize} bits`)]),
			...(comment === undefined ? [] : [field('Comment', visibleText(comment))]),
		]),
	];
}

function group(title: string, fields: readonly Field[]): FieldGroup {
	return { title, fields };
}

function field(label: string, value: string): Field {
	return { label, value, span: undefined };
}
