import type { NameFault } from './nameFault';
import type { SubjectAltNameInput } from './request';
import { fitsCommonName } from './subject';
import { sortName } from './subjectAltName';

export type { NameFault, NameFaultCode } from './nameFault';

/** The names of a server, ready for its certificate; not to be used while there are faults. */
export interface ServerNames {
	readonly subjectAltName: readonly SubjectAltNameInput[];
	/** The first name that fits a common name; undefined if none does. */
	readonly commonName: string | undefined;
	readonly faults: readonly NameFault[];
}

/** One client: how it is called in its certificate and on disk. */
export interface ClientName {
	readonly commonName: string;
	/** Empty for a bare name, which stays in the common name only. */
	readonly subjectAltName: readonly SubjectAltNameInput[];
	/** Base name for its files, unique in its group: `alice` for `alice@example.test`. */
	readonly fileName: string;
}

/** The clients that were typed; not to be used while there are faults. */
export interface ClientNames {
	readonly clients: readonly ClientName[];
	readonly faults: readonly NameFault[];
}

/** What a server is called where nobody says otherwise: all names by which its own machine reaches it. */
export const defaultServerNames: readonly string[] = ['localhost', '127.0.0.1', '::1'];

/** Sorts out the names and addresses of a server; values are separated by commas. */
export function parseServerNames(input: string | readonly string[]): ServerNames {
	const sorted = splitNames(input).map(sortName);
	const faults = sorted.flatMap(({ fault }) => fault ?? []);
	const subjectAltName = withoutRepeats(sorted.flatMap(({ name }) => name ?? []));
	if (sorted.length === 0) {
		faults.push({ code: 'names-empty', value: '', message: emptyMessage });
	} else if (faults.length === 0 && !subjectAltName.some(isReachable)) {
		const message = 'A server needs a DNS name or an IP address as well.';
		faults.push({ code: 'server-name-missing', value: '', message });
	}
	// RFC 9525 looks at the SAN alone; the common name is for people, so addresses may stand in it.
	const commonName = subjectAltName.filter(isReachable).find(({ value }) => fitsCommonName(value));
	return { subjectAltName, commonName: commonName?.value, faults };
}

/**
 * Sorts out the names of clients, one certificate each. `caName` is the common name of the CA that
 * will sign; file names in `takenFileNames` are not given again.
 */
export function parseClientNames(
	input: string | readonly string[],
	{ caName, takenFileNames = ['ca', 'server'] }: ClientNameOptions = {},
): ClientNames {
	const taken = new Set(takenFileNames.map((name) => name.toLowerCase()));
	const typed = [...new Set(splitNames(input))];
	const faults: NameFault[] = [];
	const clients: ClientName[] = [];
	for (const value of typed) {
		const { name, fault } = isBareName(value) ? {} : sortName(value);
		const blocking = fault ?? clientFault(value, caName);
		if (blocking !== undefined) {
			faults.push(blocking);
			continue;
		}
		clients.push({
			commonName: name?.value !== undefined && name.type !== 'uri' ? name.value : value,
			subjectAltName: name === undefined ? [] : [name],
			fileName: uniqueFileName(fileNameOf(value), taken),
		});
	}
	if (typed.length === 0) {
		faults.push({ code: 'names-empty', value: '', message: emptyMessage });
	}
	return { clients, faults };
}

/** What the names of clients must keep clear of. */
export interface ClientNameOptions {
	readonly caName?: string | undefined;
	readonly takenFileNames?: readonly string[] | undefined;
}

/**
 * A base name for files: the local part of an email address, the last part of a URI's path, else
 * the name itself without what file systems or shells stumble over.
 */
export function fileNameOf(name: string): string {
	const short = name.includes('://')
		? (name
				.split(/[/?#]+/)
				.filter((part) => part !== '')
				.pop() ?? '')
		: name.replace(/(.)@.*$/, '$1');
	const plain = short
		.normalize('NFC')
		.replace(/^\*\./, 'wildcard.')
		.replace(/[^\p{L}\p{M}\p{N}._-]+/gu, '-')
		.replace(/^[.-]+|[.-]+$/g, '')
		.slice(0, 64);
	// Windows keeps these for devices, whatever stands behind the dot.
	const isReserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(plain);
	return plain === '' ? 'client' : isReserved ? `client-${plain}` : plain;
}

const emptyMessage = 'Enter at least one name or address.';

/** Cuts at commas, semicolons and line ends: none of them stands in a name. */
function splitNames(input: string | readonly string[]): string[] {
	return [input]
		.flat()
		.flatMap((text) => text.split(/[,;\r\n]/))
		.map((part) => part.trim())
		.filter((part) => part !== '');
}

function isReachable({ type }: SubjectAltNameInput): boolean {
	return type === 'dns' || type === 'ip';
}

function withoutRepeats(names: readonly SubjectAltNameInput[]): SubjectAltNameInput[] {
	const byText = new Map(names.map((name) => [`${name.type}:${name.value}`, name]));
	return [...byText.values()];
}

/** A name of a person or a program: no dot, no @, no colon; or words, which no address form has. */
function isBareName(text: string): boolean {
	return !/[.@:/*]/.test(text) || (/\s/.test(text) && !/[@:/*]/.test(text));
}

function clientFault(value: string, caName: string | undefined): NameFault | undefined {
	if (/[\p{Cc}\p{Cf}\p{Cs}]/u.test(value)) {
		const message = 'A name has no control characters.';
		return { code: 'name-has-control-character', value, message };
	}
	if (!fitsCommonName(value)) {
		const message = 'A common name has at most 64 characters (RFC 5280, appendix A).';
		return { code: 'common-name-too-long', value, message };
	}
	if (caName !== undefined && foldName(value) === foldName(caName)) {
		const message =
			'The CA has this name already; OpenSSL would take the certificate for self-signed.';
		return { code: 'same-name-as-ca', value, message };
	}
	return undefined;
}

/** RFC 5280 7.1 compares names without case and with inner spaces as one. */
function foldName(name: string): string {
	return name.trim().replace(/\s+/g, ' ').toLowerCase();
}

function uniqueFileName(wanted: string, taken: Set<string>): string {
	let name = wanted;
	for (let number = 2; taken.has(name.toLowerCase()); number++) {
		name = `${wanted}-${number}`;
	}
	taken.add(name.toLowerCase());
	return name;
}
