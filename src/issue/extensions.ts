import {
	booleanTrue,
	implicit,
	integer,
	namedBits,
	objectIdentifier,
	octetString,
	sequence,
} from '../x509/derWriter';
import type { KeyUsage } from '../x509/extensions';
import { extendedKeyUsageNames, keyUsageBits } from '../x509/extensions/keyUsage';
import type { RawExtension } from '../x509/library';
import { addressOctets } from './ipAddress';
import type { SubjectAltNameInput } from './request';

/** Object identifiers of the extensions that are written here (RFC 5280 4.2.1). */
export const extensionOids = {
	subjectKeyIdentifier: '2.5.29.14',
	keyUsage: '2.5.29.15',
	subjectAltName: '2.5.29.17',
	basicConstraints: '2.5.29.19',
	authorityKeyIdentifier: '2.5.29.35',
	extendedKeyUsage: '2.5.29.37',
} as const;

/**
 * RFC 5280 4.2.1.9. Critical as it MUST be in CA certificates; in a leaf the empty value says
 * "not a CA" to verifiers that would otherwise guess.
 */
export function basicConstraints(isCa: boolean, pathLength: number | undefined): RawExtension {
	const content = isCa
		? [booleanTrue(), ...(pathLength === undefined ? [] : [integer(pathLength)])]
		: [];
	return { oid: extensionOids.basicConstraints, critical: true, value: sequence(...content) };
}

/** RFC 5280 4.2.1.3, critical as it SHOULD be. */
export function keyUsage(usages: readonly KeyUsage[]): RawExtension {
	const value = namedBits(usages.map((usage) => keyUsageBits.indexOf(usage)));
	return { oid: extensionOids.keyUsage, critical: true, value };
}

/** RFC 5280 4.2.1.12; purposes by name or OID. Not critical, as every public CA has it. */
export function extendedKeyUsage(purposes: readonly string[]): RawExtension {
	const value = sequence(
		...purposes.map((purpose) => objectIdentifier(purposeOids.get(purpose) ?? purpose)),
	);
	return { oid: extensionOids.extendedKeyUsage, critical: false, value };
}

/** RFC 5280 4.2.1.6: critical only where the subject is empty. */
export function subjectAltName(
	names: readonly SubjectAltNameInput[],
	isSubjectEmpty: boolean,
): RawExtension {
	return encodedSubjectAltName(sequence(...names.map(generalName)), isSubjectEmpty);
}

/** A subject alternative name whose GeneralNames stand encoded in a request already. */
export function encodedSubjectAltName(value: Uint8Array, isSubjectEmpty: boolean): RawExtension {
	return { oid: extensionOids.subjectAltName, critical: isSubjectEmpty, value };
}

/** RFC 5280 4.2.1.2, never critical. */
export function subjectKeyIdentifier(identifier: Uint8Array): RawExtension {
	return {
		oid: extensionOids.subjectKeyIdentifier,
		critical: false,
		value: octetString(identifier),
	};
}

/** RFC 5280 4.2.1.1 with keyIdentifier only: issuer and serial would break when the CA is renewed. */
export function authorityKeyIdentifier(identifier: Uint8Array): RawExtension {
	const value = sequence(implicit(0, identifier));
	return { oid: extensionOids.authorityKeyIdentifier, critical: false, value };
}

/** Every purpose that the reader knows by name, so that what was read can be written again. */
const purposeOids: ReadonlyMap<string, string> = new Map(
	Object.entries(extendedKeyUsageNames).map(([oid, name]) => [name, oid]),
);

/** Context tags of GeneralName, which is IMPLICIT over IA5String and OCTET STRING here. */
function generalName({ type, value }: SubjectAltNameInput): Uint8Array {
	switch (type) {
		case 'email':
			return implicit(1, ascii(value));
		case 'dns':
			return implicit(2, ascii(value));
		case 'uri':
			return implicit(6, ascii(value));
		case 'ip':
			return implicit(7, addressOctets(value));
	}
}

function ascii(text: string): Uint8Array {
	if (!/^[\x20-\x7e]*$/.test(text)) {
		throw new RangeError('a general name is ASCII; names.ts makes it so');
	}
	return new TextEncoder().encode(text);
}
