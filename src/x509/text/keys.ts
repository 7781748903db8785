import type { SignatureAlgorithm } from '../algorithm';
import { DerReader, readIntegerHex, readObjectIdentifier, tags } from '../der';
import { oidName } from '../oidNames';
import type { PublicKey } from '../publicKey';
import { hexLines, indent, linesOrNothing } from './lines';
import { keyPssLines, signaturePssLines } from './pss';

/** A public key in the words of `openssl x509 -text`, without the line of its algorithm. */
export function publicKeyLines(key: PublicKey): string[] {
	const lines = linesOrNothing(() => linesOf(key));
	return [...(lines ?? ['Unable to load Public Key'])];
}

/** OpenSSL's long name of the key's algorithm, `id-ecPublicKey`; the OID where it has none. */
export function keyAlgorithmName(key: PublicKey): string {
	const oid = algorithmReader(key).oid;
	return oidName(oid)?.longName ?? oid;
}

/** The lines of a signature algorithm: its name, and for RSASSA-PSS its parameters (RFC 4055 3.1). */
export function signatureAlgorithmLines(algorithm: SignatureAlgorithm): string[] {
	const title = oidName(algorithm.oid)?.longName ?? algorithm.name;
	const first = `Signature Algorithm: ${title}`;
	return algorithm.oid === pssOid
		? [first, ...(linesOrNothing(() => signaturePssLines(algorithm)) ?? [])]
		: [first];
}

/** The octets of a signature; of DSA its two numbers. */
export function signatureValueLines(
	{ keyAlgorithm }: SignatureAlgorithm,
	signature: Uint8Array,
): readonly string[] {
	const numbers =
		keyAlgorithm === 'DSA' ? linesOrNothing(() => dsaSignatureLines(signature)) : undefined;
	return numbers ?? hexLines(signature, 18);
}

function dsaSignatureLines(signature: Uint8Array): string[] {
	const numbers = new DerReader(signature).next(tags.sequence).inner();
	return ['r:', 's:'].flatMap((title) => [title, ...octets(numbers.next(tags.integer).content())]);
}

const pssOid = '1.2.840.113549.1.1.10';
const ecOid = '1.2.840.10045.2.1';
const dsaOid = '1.2.840.10040.4.1';

function linesOf(key: PublicKey): string[] {
	const { oid, parameters } = algorithmReader(key);
	if (key.algorithm === 'RSA') {
		const restrictions = oid === pssOid ? keyPssLines(parameters) : [];
		return [...rsaLines(key), ...restrictions];
	}
	if (oid === ecOid) {
		return [sizeLine(key), 'pub:', ...octets(key.subjectPublicKey), ...curveLines(key, parameters)];
	}
	if (oid === dsaOid) {
		return dsaLines(key, parameters);
	}
	return [`${keyAlgorithmName(key)} Public-Key:`, 'pub:', ...octets(key.subjectPublicKey)];
}

function rsaLines(key: PublicKey): string[] {
	const sequence = new DerReader(key.subjectPublicKey).next(tags.sequence).inner();
	const modulus = sequence.next(tags.integer).content();
	const exponent = key.exponent ?? '';
	const hex = exponent === '' ? '' : ` (0x${BigInt(exponent).toString(16)})`;
	return [sizeLine(key), 'Modulus:', ...octets(modulus), `Exponent: ${exponent}${hex}`];
}

function dsaLines(key: PublicKey, parameters: DerReader): string[] {
	const value = new DerReader(key.subjectPublicKey).next(tags.integer).content();
	const lines = [sizeLine(key), 'pub:', ...octets(value)];
	if (parameters.nextIf(tags.sequence)) {
		const numbers = parameters.inner();
		for (const title of ['P', 'Q', 'G']) {
			lines.push(`${title}:`, ...octets(numbers.next(tags.integer).content()));
		}
	}
	return lines;
}

/** NIST's names of curves, which OpenSSL prints beside its own. */
const nistCurves = new Set(['P-192', 'P-224', 'P-256', 'P-384', 'P-521']);

function curveLines({ curve }: PublicKey, parameters: DerReader): string[] {
	if (parameters.nextIf(tags.sequence)) {
		return explicitCurveLines(parameters.inner());
	}
	if (!parameters.nextIf(tags.objectIdentifier)) {
		return ['Parameters: implicit'];
	}
	const oid = readObjectIdentifier(parameters);
	const name = `ASN1 OID: ${oidName(oid)?.shortName ?? oid}`;
	return curve !== null && nistCurves.has(curve) ? [name, `NIST CURVE: ${curve}`] : [name];
}

/** RFC 3279 2.3.5, ECParameters of a prime field. */
function explicitCurveLines(parameters: DerReader): string[] {
	const field = parameters.next(tags.integer).next(tags.sequence).inner();
	const fieldType = readObjectIdentifier(field.next(tags.objectIdentifier));
	const lines = [`Field Type: ${oidName(fieldType)?.longName ?? fieldType}`];
	if (field.nextIf(tags.integer)) {
		lines.push('Prime:', ...octets(field.content()));
	}
	const curve = parameters.next(tags.sequence).inner();
	for (const title of ['A:', 'B:']) {
		lines.push(title, ...octets(unsigned(curve.next(tags.octetString).content())));
	}
	const generator = parameters.next(tags.octetString).content();
	const form = pointForms[generator[0] ?? 0] ?? 'compressed';
	lines.push(`Generator (${form}):`, ...octets(generator));
	lines.push('Order:', ...octets(parameters.next(tags.integer).content()));
	if (parameters.nextIf(tags.integer)) {
		const cofactor = BigInt(`0x${readIntegerHex(parameters)}`);
		lines.push(`Cofactor:  ${cofactor} (0x${cofactor.toString(16)})`);
	}
	if (curve.nextIf(tags.bitString)) {
		lines.push('Seed:', ...octets(curve.content().subarray(1)));
	}
	return lines;
}

/** SEC 1 2.3.3, by the first octet of a point. */
const pointForms: Readonly<Record<number, string>> = {
	4: 'uncompressed',
	6: 'hybrid',
	7: 'hybrid',
};

/** A number as an INTEGER has it: without zeros in front but one that keeps it positive. */
function unsigned(octetString: Uint8Array): Uint8Array {
	const first = octetString.findIndex((octet) => octet !== 0);
	const digits = octetString.subarray(first < 0 ? octetString.length - 1 : first);
	return (digits[0] ?? 0) < 0x80 ? digits : Uint8Array.of(0, ...digits);
}

function sizeLine({ keySize }: PublicKey): string {
	return `Public-Key: (${keySize ?? 'unknown'} bit)`;
}

function octets(bytes: Uint8Array): string[] {
	return indent(4, hexLines(bytes, 15));
}

function algorithmReader({ spki }: PublicKey): { oid: string; parameters: DerReader } {
	const parameters = new DerReader(spki).next(tags.sequence).inner().next(tags.sequence).inner();
	const oid = readObjectIdentifier(parameters.next(tags.objectIdentifier));
	return { oid, parameters };
}
