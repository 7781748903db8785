import { createHash, createPublicKey, type JsonWebKey } from 'node:crypto';
import { DerReader, toHex } from '../../src/x509/der';
import { element, nullValue, objectIdentifier, sequence } from '../../src/x509/derWriter';
import type { PublicKey } from '../../src/x509/publicKey';
import type { LocatedObject } from '../../src/x509/read';
import type { Difference } from './check';

/** Why we differ from others on purpose, and how to tell such a difference by what it is. */
export interface Cause {
	readonly id: string;
	readonly reason: string;
	isIt(difference: Difference): boolean;
}

/** Every difference that we want, by what it comes from; a file's name never counts. */
export const causes: readonly Cause[] = [
	{
		id: 'explicit-curve',
		reason:
			'the key spells out its curve; others name the curve that it equals, we say "explicit", since some stacks refuse such keys',
		isIt: ({ field, ours }) => field === 'curve' && ours === 'explicit',
	},
	{
		id: 'key-written-anew',
		reason:
			'pyca hashes the key as it writes it itself (named curve, whole point, no PSS restriction, NULL parameters, X9.42); we hash the octets that stand in the file, as RFC 7469 2.4 asks',
		isIt: ({ field, theirs, object }) =>
			field === 'public key pin' && plainFormsOf(keyOf(object)).some((der) => pin(der) === theirs),
	},
	{
		id: 'date-not-in-calendar',
		reason:
			'OpenSSL keeps the text of a date that does not exist and fails when it is compared; we say which octet is wrong and read no certificate without dates',
		isIt: ({ field, problems }) =>
			field === 'is read' && problems.some(({ code }) => code === 'time-malformed'),
	},
	{
		id: 'empty-list-of-names',
		reason:
			'RFC 5280 4.2.1.6 asks for one name at least; an empty list is a problem here and no value',
		isIt: ({ field, theirs, problems }) =>
			field === 'subject alternative names' &&
			JSON.stringify(theirs) === '[]' &&
			problems.some(({ code }) => code === 'extension-general-names-empty'),
	},
	{
		id: 'sha1-refused-by-policy',
		reason:
			'the signature is right by its numbers, as `openssl req -verify` says too; pyca refuses SHA-1 in requests whatever the numbers say, which is for a rule to tell',
		isIt: ({ field, ours, object }) =>
			field === 'signature is right' &&
			ours === true &&
			object?.kind === 'certificateRequest' &&
			object.request.signatureAlgorithm.hash === 'sha1',
	},
];

/** The cause of a difference; undefined if it is a fault. */
export function causeOf(difference: Difference): Cause | undefined {
	return causes.find((cause) => cause.isIt(difference));
}

function keyOf(object: LocatedObject | undefined): PublicKey | undefined {
	switch (object?.kind) {
		case 'certificate':
			return object.certificate.publicKey;
		case 'privateKey':
			return object.privateKey.publicKey;
		case 'publicKey':
			return object.publicKey;
		default:
			return undefined;
	}
}

/** The same key as a SubjectPublicKeyInfo in the forms in which it is usually written. */
function plainFormsOf(key: PublicKey | undefined): Uint8Array[] {
	switch (key?.algorithm) {
		case 'RSA':
			return [
				wrap(sequence(objectIdentifier('1.2.840.113549.1.1.1'), nullValue()), key.subjectPublicKey),
			];
		case 'EC':
			return Object.values(curveOids).map((oid) =>
				wrap(
					sequence(objectIdentifier('1.2.840.10045.2.1'), objectIdentifier(oid)),
					uncompressed(key) ?? key.subjectPublicKey,
				),
			);
		case 'DH':
			return [asX942(key)];
		default:
			return [];
	}
}

const curveOids: Readonly<Record<string, string>> = {
	'P-256': '1.2.840.10045.3.1.7',
	'P-384': '1.3.132.0.34',
	'P-521': '1.3.132.0.35',
	secp256k1: '1.3.132.0.10',
};

/** The point with both coordinates (SEC 1 2.3.3), as Node finds them; undefined where it cannot. */
function uncompressed({ spki }: PublicKey): Uint8Array | undefined {
	try {
		const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
		const { x = '', y = '' }: JsonWebKey = key.export({ format: 'jwk' });
		return Buffer.concat([
			Uint8Array.of(4),
			Buffer.from(x, 'base64url'),
			Buffer.from(y, 'base64url'),
		]);
	} catch {
		return undefined;
	}
}

/** PKCS #3 parameters as those of X9.42 (RFC 3279 2.3.3), which name the order of the group as well. */
function asX942({ spki, subjectPublicKey }: PublicKey): Uint8Array {
	const algorithm = new DerReader(spki).next().inner().next().inner();
	algorithm.next();
	const parameters = algorithm.next().inner();
	const prime = parameters.next().element();
	const order = BigInt(`0x${toHex(parameters.content())}`) >> 1n;
	const orderHex = order.toString(16);
	const octets = Buffer.from(
		orderHex.padStart(orderHex.length + (orderHex.length % 2), '0'),
		'hex',
	);
	const sign = (octets[0] ?? 0) >= 0x80 ? [0] : [];
	const generator = parameters.next().element();
	const numbers = [prime, generator, element(0x02, Uint8Array.from(sign), octets)];
	return wrap(
		sequence(objectIdentifier('1.2.840.10046.2.1'), sequence(...numbers)),
		subjectPublicKey,
	);
}

function wrap(algorithm: Uint8Array, subjectPublicKey: Uint8Array): Uint8Array {
	return sequence(algorithm, element(0x03, Uint8Array.of(0), subjectPublicKey));
}

function pin(spki: Uint8Array): string {
	return createHash('sha256').update(spki).digest('hex');
}
