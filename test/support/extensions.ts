import type { KeyUsage } from '../../src/x509/extensions';
import * as der from './der';
import { keyIdentifierOf, type TestKey } from './keys';
import { encodeName, type NameInput } from './names';

/** A GeneralName: `localhost`, `127.0.0.1` and the like are told apart; objects say what to write. */
export type GeneralNameInput =
	| string
	| { readonly dns: string }
	/** Text of an address, or `address/mask` in name constraints, or octets. */
	| { readonly ip: string | Uint8Array }
	| { readonly email: string }
	| { readonly uri: string }
	| { readonly dirName: NameInput }
	| { readonly registeredId: string }
	/** A whole GeneralName in DER. */
	| { readonly der: Uint8Array };

/** Extensions of a certificate; `null` leaves out one that the role has by default. */
export interface ExtensionOptions {
	readonly basicConstraints?:
		| { readonly isCa: boolean; readonly pathLength?: number; readonly critical?: boolean }
		| null
		| undefined;
	readonly keyUsage?: readonly KeyUsage[] | null | undefined;
	/** RFC names (`serverAuth`) or OIDs. */
	readonly extendedKeyUsage?: readonly string[] | null | undefined;
	readonly subjectAltName?: readonly GeneralNameInput[] | null | undefined;
	/** Octets of the identifier; the right ones if left out. */
	readonly subjectKeyIdentifier?: Uint8Array | null | undefined;
	readonly authorityKeyIdentifier?: Uint8Array | null | undefined;
	readonly nameConstraints?:
		| {
				readonly permitted?: readonly GeneralNameInput[];
				readonly excluded?: readonly GeneralNameInput[];
				readonly critical?: boolean;
		  }
		| undefined;
	/** Overrides whether an extension is marked critical. */
	readonly critical?: Partial<Record<'keyUsage' | 'extendedKeyUsage' | 'subjectAltName', boolean>>;
	/** Written behind the others: unknown ones, doubled ones, broken ones. */
	readonly extraExtensions?: readonly RawExtension[] | undefined;
}

/** An extension with its extnValue content as it shall stand. */
export interface RawExtension {
	readonly oid: string;
	readonly critical?: boolean;
	readonly value: Uint8Array;
}

/** The `[3]` extensions field, or nothing where no extension is left. */
export function buildExtensions(
	role: keyof typeof defaults,
	options: ExtensionOptions,
	key: TestKey,
	issuerKey: TestKey,
): Buffer[] {
	const list = listExtensions(role, options, key, issuerKey);
	return list.length === 0 ? [] : [der.explicit(3, encodeExtensions(list))];
}

/** A SEQUENCE of extensions, as certificates and requests hold it. */
export function encodeExtensions(list: readonly RawExtension[]): Buffer {
	return der.sequence(
		...list.map(({ oid, critical = false, value }) =>
			der.sequence(
				der.objectIdentifier(oid),
				...(critical ? [der.boolean(true)] : []),
				der.octetString(value),
			),
		),
	);
}

/** The extensions of a role with the changes asked for, in the usual order. */
export function listExtensions(
	role: keyof typeof defaults,
	options: ExtensionOptions,
	key: TestKey,
	issuerKey: TestKey,
): RawExtension[] {
	const standard = defaults[role];
	const { nameConstraints, critical } = options;
	const basicConstraints = orDefault(options.basicConstraints, standard.basicConstraints);
	const keyUsage = orDefault(options.keyUsage, standard.keyUsage);
	const extendedKeyUsage = orDefault(options.extendedKeyUsage, standard.extendedKeyUsage);
	const subjectAltName = orDefault(options.subjectAltName, standard.subjectAltName);
	const hasKeyIdentifiers = role !== 'none';
	const subjectKeyIdentifier = orDefault(
		options.subjectKeyIdentifier,
		hasKeyIdentifiers ? keyIdentifierOf(key) : null,
	);
	const authorityKeyIdentifier = orDefault(
		options.authorityKeyIdentifier,
		hasKeyIdentifiers ? keyIdentifierOf(issuerKey) : null,
	);
	const list: RawExtension[] = [];
	if (basicConstraints !== null) {
		list.push({
			oid: '2.5.29.19',
			critical: basicConstraints.critical ?? true,
			value: encodeBasicConstraints(basicConstraints),
		});
	}
	if (keyUsage !== null) {
		const value = der.namedBits(keyUsage.map((usage) => keyUsages.indexOf(usage)));
		list.push({ oid: '2.5.29.15', critical: critical?.keyUsage ?? true, value });
	}
	if (extendedKeyUsage !== null) {
		const value = der.sequence(
			...extendedKeyUsage.map((usage) => der.objectIdentifier(purposes[usage] ?? usage)),
		);
		list.push({ oid: '2.5.29.37', critical: critical?.extendedKeyUsage ?? false, value });
	}
	if (subjectAltName !== null) {
		const value = der.sequence(...subjectAltName.map(encodeGeneralName));
		list.push({ oid: '2.5.29.17', critical: critical?.subjectAltName ?? false, value });
	}
	if (subjectKeyIdentifier !== null) {
		list.push({ oid: '2.5.29.14', value: der.octetString(subjectKeyIdentifier) });
	}
	if (authorityKeyIdentifier !== null) {
		const value = der.sequence(der.implicit(0, authorityKeyIdentifier));
		list.push({ oid: '2.5.29.35', value });
	}
	if (nameConstraints !== undefined) {
		const value = der.sequence(
			...subtrees(0, nameConstraints.permitted),
			...subtrees(1, nameConstraints.excluded),
		);
		list.push({ oid: '2.5.29.30', critical: nameConstraints.critical ?? true, value });
	}
	return [...list, ...(options.extraExtensions ?? [])];
}

/** DER of one GeneralName (RFC 5280 4.2.1.6). */
export function encodeGeneralName(input: GeneralNameInput): Buffer {
	const name = typeof input === 'string' ? guess(input) : input;
	if ('dns' in name) {
		return der.implicit(2, Buffer.from(name.dns, 'latin1'));
	}
	if ('email' in name) {
		return der.implicit(1, Buffer.from(name.email, 'latin1'));
	}
	if ('uri' in name) {
		return der.implicit(6, Buffer.from(name.uri, 'latin1'));
	}
	if ('ip' in name) {
		return der.implicit(7, typeof name.ip === 'string' ? addressOctets(name.ip) : name.ip);
	}
	if ('dirName' in name) {
		return der.explicit(4, encodeName(name.dirName));
	}
	if ('registeredId' in name) {
		return der.implicit(8, der.objectIdentifier(name.registeredId).subarray(2));
	}
	return Buffer.from(name.der);
}

const keyUsages: readonly KeyUsage[] = [
	'digitalSignature',
	'nonRepudiation',
	'keyEncipherment',
	'dataEncipherment',
	'keyAgreement',
	'keyCertSign',
	'cRLSign',
	'encipherOnly',
	'decipherOnly',
];

const purposes: Readonly<Record<string, string>> = {
	anyExtendedKeyUsage: '2.5.29.37.0',
	serverAuth: '1.3.6.1.5.5.7.3.1',
	clientAuth: '1.3.6.1.5.5.7.3.2',
	codeSigning: '1.3.6.1.5.5.7.3.3',
	emailProtection: '1.3.6.1.5.5.7.3.4',
	timeStamping: '1.3.6.1.5.5.7.3.8',
	OCSPSigning: '1.3.6.1.5.5.7.3.9',
};

interface Defaults {
	readonly basicConstraints: NonNullable<ExtensionOptions['basicConstraints']> | null;
	readonly keyUsage: readonly KeyUsage[] | null;
	readonly extendedKeyUsage: readonly string[] | null;
	readonly subjectAltName: readonly GeneralNameInput[] | null;
}

const localhost = ['localhost', '127.0.0.1', '::1'];

const leaf = { basicConstraints: { isCa: false }, keyUsage: ['digitalSignature'] } as const;

const defaults: Readonly<Record<'ca' | 'server' | 'client' | 'peer' | 'none', Defaults>> = {
	ca: {
		basicConstraints: { isCa: true },
		keyUsage: ['keyCertSign', 'cRLSign'],
		extendedKeyUsage: null,
		subjectAltName: null,
	},
	server: { ...leaf, extendedKeyUsage: ['serverAuth'], subjectAltName: localhost },
	client: { ...leaf, extendedKeyUsage: ['clientAuth'], subjectAltName: null },
	peer: { ...leaf, extendedKeyUsage: ['serverAuth', 'clientAuth'], subjectAltName: localhost },
	none: {
		basicConstraints: null,
		keyUsage: null,
		extendedKeyUsage: null,
		subjectAltName: null,
	},
};

function orDefault<T>(asked: T | null | undefined, standard: T | null): T | null {
	return asked === undefined ? standard : asked;
}

function encodeBasicConstraints(constraints: {
	readonly isCa: boolean;
	readonly pathLength?: number;
}): Buffer {
	return der.sequence(
		...(constraints.isCa ? [der.boolean(true)] : []),
		...(constraints.pathLength === undefined ? [] : [der.integer(constraints.pathLength)]),
	);
}

function subtrees(tag: number, names: readonly GeneralNameInput[] | undefined): Buffer[] {
	return names === undefined
		? []
		: [der.explicit(tag, ...names.map((name) => der.sequence(encodeGeneralName(name))))];
}

function guess(text: string): Exclude<GeneralNameInput, string> {
	if (/^[\d.]+$/.test(text) || text.includes('::') || /^[\d.]+\/[\d.]+$/.test(text)) {
		return { ip: text };
	}
	if (text.includes('://')) {
		return { uri: text };
	}
	return text.includes('@') ? { email: text } : { dns: text };
}

/** Octets of `1.2.3.4`, `::1`, or of address and mask one behind the other. */
function addressOctets(text: string): Buffer {
	return Buffer.concat(
		text.split('/').map((part) => {
			if (!part.includes(':')) {
				return Buffer.from(part.split('.').map(Number));
			}
			const [head = '', tail] = part.split('::');
			const left = head === '' ? [] : head.split(':');
			const right = tail === undefined || tail === '' ? [] : tail.split(':');
			const gap = Array<string>(8 - left.length - right.length).fill('0');
			const groups = [...left, ...gap, ...right].map((group) => group.padStart(4, '0'));
			return Buffer.from(groups.join(''), 'hex');
		}),
	);
}
