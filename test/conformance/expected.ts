import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/** A value, or that pyca/cryptography raised when it was asked for it, which is no opinion. */
export type Opinion<T> = T | { readonly error: string };

/** What somebody else's parser did with an object. */
export type Verdict = 'accept' | 'reject';

/** `[[[oid, value], ...], ...]` in the order of the encoding. */
export type ExpectedName = readonly (readonly (readonly [oid: string, value: string])[])[];

/** `[form, value]`, and for other names `[form, oid, hex of the value]`. */
export type ExpectedGeneralName = readonly [form: string, value: unknown, hex?: string];

/** One object of `decode-expected.json`; the corpus's README says what the fields are. */
export interface Expected {
	readonly type: string;
	readonly label?: string;
	readonly sha256?: string;
	readonly pyca?: Verdict;
	readonly openssl?: Verdict | Readonly<Record<string, Verdict>> | null;
	readonly version?: number;
	readonly serial?: string;
	readonly subject?: Opinion<ExpectedName>;
	readonly issuer?: Opinion<ExpectedName>;
	readonly notBefore?: string;
	readonly notAfter?: string;
	readonly sigAlg?: string;
	readonly keyAlgOid?: string;
	readonly key?: Opinion<{
		readonly alg: string | null;
		readonly bits?: number;
		readonly curve?: string;
		readonly exponent?: number;
	}>;
	readonly spkiSha256?: Opinion<string>;
	readonly extensions?: readonly (readonly [oid: string, critical: boolean])[];
	readonly extensions_error?: string;
	readonly san?: Opinion<readonly ExpectedGeneralName[]>;
	readonly basicConstraints?: { readonly ca: boolean; readonly pathLen: number | null };
	readonly keyUsage?: readonly string[];
	readonly eku?: readonly string[];
	readonly ski?: string | null;
	readonly aki?: string | null;
	readonly nameConstraints?: {
		readonly permitted?: readonly ExpectedGeneralName[] | null;
		readonly excluded?: readonly ExpectedGeneralName[] | null;
	};
	readonly signatureValid?: Opinion<boolean>;
	readonly thisUpdate?: string;
	readonly nextUpdate?: string | null;
	readonly revokedCount?: number;
	readonly revoked?: readonly (readonly [serial: string, date: string])[];
	readonly encrypted?: boolean;
	readonly password?: string | null;
	readonly certs?: readonly string[];
	readonly cert?: string | null;
	readonly additional?: readonly string[];
	readonly hasKey?: boolean;
	readonly friendlyName?: string | null;
}

/** A file to read, with what stands in it by others; undefined where nobody was asked. */
export interface ExpectedFile {
	/** As it was named: the folder of the command line and the path in it. */
	readonly path: string;
	/** The first folder below the one named, or that one itself. */
	readonly folder: string;
	readonly expected: readonly Expected[] | undefined;
}

const expectedName = 'decode-expected.json';

/**
 * Lists every file of a folder beside what the nearest `decode-expected.json`, there or in a folder
 * above, says about it; and the files that it names and that are not there.
 */
export function listFiles(folder: string): { files: ExpectedFile[]; missing: string[] } {
	const base = findExpected(resolve(folder));
	const all = JSON.parse(readFileSync(join(base, expectedName), 'utf8')) as Readonly<
		Record<string, readonly Expected[]>
	>;
	const names = readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => slashed(relative(folder, join(entry.parentPath, entry.name))))
		.filter((name) => name !== expectedName)
		.toSorted();
	const prefix = slashed(relative(base, resolve(folder)));
	const files = names.map((name): ExpectedFile => {
		const key = prefix === '' ? name : `${prefix}/${name}`;
		const [first = '', ...rest] = name.split('/');
		return {
			path: join(folder, name),
			folder: rest.length === 0 ? folder : join(folder, first),
			expected: Object.hasOwn(all, key) ? all[key] : undefined,
		};
	});
	const present = new Set(names);
	const missing = Object.keys(all)
		.filter((key) => prefix === '' || key.startsWith(`${prefix}/`))
		.map((key) => (prefix === '' ? key : key.slice(prefix.length + 1)))
		.filter((name) => !present.has(name));
	return { files, missing };
}

function findExpected(folder: string): string {
	for (let at = folder; ; at = dirname(at)) {
		if (existsSync(join(at, expectedName))) {
			return at;
		}
		if (at === dirname(at)) {
			throw new Error(`There is no ${expectedName} in ${folder}, nor in a folder above it.`);
		}
	}
}

function slashed(path: string): string {
	return path.replaceAll('\\', '/');
}
