import { visibleText } from '../util/visibleText';
import type { CertificateEntry, IssuerTree } from './issuerTree';
import { requestLabel } from './summary/others';

/** What the rows of the Certificates view are narrowed to. */
export interface TreeFilter {
	/** As it was typed. */
	readonly text: string;
	/** In lower case; each has to stand in a name, a file or the issuer. */
	readonly words: readonly string[];
	/** Of the words with a colon that mean something; each has to hold. */
	readonly conditions: readonly Condition[];
}

/** A word such as `state:expired`. */
export interface Condition {
	readonly word: string;
	/** For the list that completes it. */
	readonly meaning: string;
	readonly holds: (entry: CertificateEntry) => boolean;
}

/** What a filter leaves of a tree. */
export interface FilteredTree {
	readonly tree: IssuerTree;
	/** Certificates that match, without the CAs that are shown because they issued one. */
	readonly matches: number;
	/** Files that hold something that matches. */
	readonly paths: ReadonlySet<string>;
}

/** The words with a colon, in the order in which they are offered. */
export const conditions: readonly Condition[] = [
	{ word: 'role:ca', meaning: 'CA certificates', holds: roleIs('ca') },
	{ word: 'role:server', meaning: 'server certificates', holds: roleIs('server', 'peer') },
	{ word: 'role:client', meaning: 'client certificates', holds: roleIs('client', 'peer') },
	{ word: 'state:expired', meaning: 'no longer valid', holds: stateIs('expired') },
	{ word: 'state:expiring', meaning: 'about to expire', holds: stateIs('expiring') },
	{ word: 'state:future', meaning: 'not yet valid', holds: stateIs('future') },
	{ word: 'state:finding', meaning: 'with findings', holds: ({ findings }) => findings.length > 0 },
	{ word: 'key:here', meaning: 'at hand', holds: ({ card }) => card.key !== undefined },
	{
		word: 'key:missing',
		meaning: 'not in this workspace',
		holds: ({ card }) => card.key === undefined,
	},
];

/** Reads what somebody types into the filter; undefined for nothing. */
export function parseFilter(text: string): TreeFilter | undefined {
	const typed = text.toLowerCase().split(/\s+/).filter(Boolean);
	if (typed.length === 0) {
		return undefined;
	}
	const known = (word: string): Condition | undefined =>
		conditions.find((condition) => condition.word === word);
	return {
		text: text.trim(),
		words: typed.filter((word) => known(word) === undefined),
		conditions: typed.flatMap((word) => known(word) ?? []),
	};
}

/** Leaves what matches, below the issuers that lead to it. */
export function filterTree(tree: IssuerTree, filter: TreeFilter): FilteredTree {
	const paths = new Set<string>();
	const entries = new Map(
		[...tree.entries].filter(([, entry]) => {
			const isMatch = matches(entry, filter);
			if (isMatch) {
				entry.places.forEach(({ file }) => paths.add(file.path));
			}
			return isMatch;
		}),
	);
	// Anything that is not a certificate has no role and no state.
	const isNamed = (...texts: readonly string[]): boolean =>
		filter.conditions.length === 0 && holdsWords(texts, filter.words);
	const named = <T extends { readonly file: { readonly path: string } }>(
		items: readonly T[],
		nameOf: (item: T) => string = () => '',
	): readonly T[] =>
		items.filter((item) => {
			const isMatch = isNamed(item.file.path, nameOf(item));
			if (isMatch) {
				paths.add(item.file.path);
			}
			return isMatch;
		});
	const narrowed = (list: readonly CertificateEntry[]): CertificateEntry[] =>
		list.flatMap((entry) => {
			const issued = narrowed(entry.issued);
			const isMatch = entries.has(entry.card.certificate.fingerprintSha256);
			return isMatch || issued.length > 0 ? [{ ...entry, issued }] : [];
		});
	const filtered: IssuerTree = {
		authorities: narrowed(tree.authorities),
		missingIssuers: tree.missingIssuers.flatMap((issuer) => {
			const issued = narrowed(issuer.issued);
			return issued.length > 0 ? [{ ...issuer, issued }] : [];
		}),
		selfSigned: narrowed(tree.selfSigned),
		crls: named(tree.crls),
		stores: named(tree.stores),
		unreadable: named(tree.unreadable.map((file) => ({ file }))).map(({ file }) => file),
		requests: named(tree.requests, requestLabel),
		keys: named(tree.keys),
		entries,
	};
	return { tree: filtered, matches: entries.size, paths };
}

function matches(entry: CertificateEntry, filter: TreeFilter): boolean {
	return (
		filter.conditions.every(({ holds }) => holds(entry)) && holdsWords(textsOf(entry), filter.words)
	);
}

function textsOf({ card: { label, certificate }, places }: CertificateEntry): string[] {
	return [
		label,
		visibleText(certificate.subject.text),
		visibleText(certificate.issuer.text),
		...(certificate.subjectAltName ?? []).map(({ value }) => visibleText(value)),
		...places.map(({ file }) => file.path),
	];
}

function holdsWords(texts: readonly string[], words: readonly string[]): boolean {
	return words.every((word) => texts.some((text) => text.toLowerCase().includes(word)));
}

function roleIs(...roles: readonly string[]): Condition['holds'] {
	return ({ card }) => roles.includes(card.role);
}

function stateIs(state: string): Condition['holds'] {
	return ({ card }) => card.state === state;
}
