import type { StandardExtensions, GeneralName } from '../../src/x509/extensions';
import { extendedKeyUsageNames } from '../../src/x509/extensions/keyUsage';
import { toHex } from '../../src/x509/der';
import type { Name } from '../../src/x509/name';
import type { PublicKey } from '../../src/x509/publicKey';
import { checkOf, type Check } from './check';
import type { Expected, ExpectedGeneralName, ExpectedName } from './expected';

/** A name as pyca/cryptography tells it. */
export function nameValue(name: Name): ExpectedName {
	return name.rdns.map((rdn) => rdn.map(({ oid, value }) => [oid, value] as const));
}

/** To the second, in the form in which Python writes dates. */
export function dateValue(date: Date | undefined): string | null {
	return date === undefined ? null : `${date.toISOString().slice(0, 19)}+00:00`;
}

/** A number in hex without leading zeros, as Python writes it; `sign` for what is negative. */
export function serialValue(hex: string, isNegative = false): string {
	const number = BigInt(`0x${hex}`);
	return (isNegative ? BigInt.asIntN(hex.length * 4, number) : number).toString(16);
}

const algorithmNames: Readonly<Record<string, string>> = {
	MLDSA44: 'ML-DSA-44',
	MLDSA65: 'ML-DSA-65',
	MLDSA87: 'ML-DSA-87',
	MLKEM512: 'ML-KEM-512',
	MLKEM768: 'ML-KEM-768',
	MLKEM1024: 'ML-KEM-1024',
};

const nistCurves: Readonly<Record<string, string>> = {
	secp192r1: 'P-192',
	secp224r1: 'P-224',
	secp256r1: 'P-256',
	secp384r1: 'P-384',
	secp521r1: 'P-521',
};

/** The key that an object is about, or carries. */
export function keyChecks(key: PublicKey | undefined, { key: theirs }: Expected): Check[] {
	if (theirs === undefined || 'error' in theirs) {
		return [];
	}
	const { alg, bits, curve, exponent } = theirs;
	return [
		...checkOf('key algorithm', key?.algorithm, alg ?? undefined, (name: string) =>
			name in algorithmNames ? algorithmNames[name] : name,
		),
		...checkOf('key size', key?.keySize, bits),
		...checkOf('curve', key?.curve, curve, (name: string) => nistCurves[name] ?? name),
		...checkOf('exponent', key?.exponent, exponent?.toString()),
	];
}

/** The standard extensions of a certificate or a request. */
export function extensionChecks(value: StandardExtensions, expected: Expected): Check[] {
	// pyca decodes all extensions or none: where it gave up, what it read before is no opinion.
	if (expected.extensions_error !== undefined) {
		return [];
	}
	const isOf = (oid: string): boolean => expected.extensions?.some(([own]) => own === oid) ?? false;
	const basic = expected.basicConstraints;
	const { nameConstraints } = value;
	return [
		...checkOf('subject alternative names', value.subjectAltName?.map(nameOf), expected.san, names),
		...checkOf('is CA', value.basicConstraints?.isCa, basic?.ca),
		...checkOf('path length', value.basicConstraints?.pathLength ?? null, basic?.pathLen),
		...checkOf('key usage', value.keyUsage?.toSorted(), expected.keyUsage, (bits: string[]) =>
			bits.map(usageName).toSorted(),
		),
		...checkOf('extended key usage', value.extendedKeyUsage?.map(purposeOid), expected.eku),
		...checkOf('subject key identifier', value.subjectKeyIdentifier, expected.ski ?? undefined),
		...(isOf('2.5.29.35')
			? checkOf(
					'authority key identifier',
					value.authorityKeyIdentifier?.keyIdentifier ?? null,
					expected.aki,
				)
			: []),
		...checkOf(
			'name constraints',
			nameConstraints && [
				nameConstraints.permitted.map(nameOf),
				nameConstraints.excluded.map(nameOf),
			],
			expected.nameConstraints,
			({ permitted, excluded }: NonNullable<Expected['nameConstraints']>) => [
				names(permitted ?? []),
				names(excluded ?? []),
			],
		),
	];
}

const forms: Readonly<Record<string, string>> = {
	DNSName: 'dns',
	IPAddress: 'ip',
	RFC822Name: 'email',
	UniformResourceIdentifier: 'uri',
	DirectoryName: 'dirName',
	RegisteredID: 'registeredId',
	OtherName: 'otherName',
};

function names(list: readonly ExpectedGeneralName[]): unknown[] {
	return list.map(([form, value, hex]) => [
		forms[form] ?? form,
		value,
		...(hex === undefined ? [] : [hex]),
	]);
}

function nameOf({ type, value, content, name }: GeneralName): unknown[] {
	switch (type) {
		case 'dirName':
			return [type, name && nameValue(name)];
		case 'otherName': {
			const oid = value.slice(0, value.indexOf(':'));
			return [type, oid, otherValue(content)];
		}
		default:
			return [type, value];
	}
}

/** Hex of the element inside `[0] EXPLICIT`, which stands behind the object identifier. */
function otherValue(content: Uint8Array): string {
	const wrapper = content.subarray(2 + (content[1] ?? 0));
	const lengthOctets = (wrapper[1] ?? 0) > 0x80 ? (wrapper[1] ?? 0) & 0x7f : 0;
	return toHex(wrapper, 2 + lengthOctets);
}

function usageName(bit: string): string {
	const known: Readonly<Record<string, string>> = {
		content_commitment: 'nonRepudiation',
		crl_sign: 'cRLSign',
	};
	return known[bit] ?? bit.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function purposeOid(purpose: string): string {
	const known = Object.entries(extendedKeyUsageNames).find(([, name]) => name === purpose);
	return known?.[0] ?? purpose;
}
