import type { Certificate } from '../x509/certificate';
import type { GeneralName, NameConstraints } from '../x509/extensions';
import { canonicalDnsName } from './hostName';

/** A name that a CA's name constraints do not allow. */
export interface NameViolation {
	/** `DNS: a.test`, or the text of a directory name. */
	readonly name: string;
	readonly reason: 'not-permitted' | 'excluded' | 'not-comparable' | 'too-many';
}

/** What is left of the comparisons that one search may cost; shared by all its paths. */
export interface ComparisonBudget {
	left: number;
}

/** As OpenSSL (2^20; Go stops at 250,000): thousands of names against thousands of subtrees are an attack. */
export function createComparisonBudget(): ComparisonBudget {
	return { left: 2 ** 20 };
}

/** The first name of `certificate` outside of what `constraints` allow (RFC 5280 4.2.1.10). */
export function findNameViolation(
	constraints: NameConstraints,
	certificate: Certificate,
	budget: ComparisonBudget,
): NameViolation | undefined {
	const permittedByType = byType(constraints.permitted);
	const excludedByType = byType(constraints.excluded);
	const names = namesOf(certificate);
	budget.left -= names.length * (constraints.permitted.length + constraints.excluded.length);
	if (budget.left < 0) {
		return { name: certificate.subject.text, reason: 'too-many' };
	}
	for (const name of names) {
		const types = typesOf(name);
		const permitted = types.flatMap((type) => permittedByType.get(type) ?? []);
		const excluded = types.flatMap((type) => excludedByType.get(type) ?? []);
		const reason = judge(name, permitted, excluded);
		if (reason !== undefined) {
			return { name: textOf(name), reason };
		}
	}
	return undefined;
}

function byType(names: readonly GeneralName[]): Map<GeneralName['type'], GeneralName[]> {
	const groups = new Map<GeneralName['type'], GeneralName[]>();
	for (const name of names) {
		const group = groups.get(name.type);
		if (group === undefined) {
			groups.set(name.type, [name]);
		} else {
			group.push(name);
		}
	}
	return groups;
}

/**
 * Subject and alternative names. Mail addresses of the subject are held to the constraints too:
 * RFC 5280 4.2.1.10 asks for that where there is no SAN, OpenSSL does it always.
 */
function namesOf({ subject, subjectAltName }: Certificate): GeneralName[] {
	const names: GeneralName[] = [...(subjectAltName ?? [])];
	if (subject.rdns.length > 0) {
		names.push({ type: 'dirName', value: subject.text, content: subject.der, name: subject });
	}
	for (const { oid, value } of subject.rdns.flat()) {
		if (oid === emailAddressOid) {
			names.push({ type: 'email', value, content: Buffer.from(value) });
		}
	}
	return names;
}

const emailAddressOid = '1.2.840.113549.1.9.1';

/** RFC 9598 6: what constrains mail also constrains mailboxes in UTF-8, which are other names. */
function typesOf({ type, value }: GeneralName): readonly GeneralName['type'][] {
	return type === 'otherName' && value.startsWith(`${utf8MailboxOid}:`) ? [type, 'email'] : [type];
}

const utf8MailboxOid = '1.3.6.1.5.5.7.8.9';

function textOf({ type, value }: GeneralName): string {
	return type === 'dirName' ? value : `${type === 'email' ? type : type.toUpperCase()}: ${value}`;
}

function judge(
	name: GeneralName,
	permitted: readonly GeneralName[],
	excluded: readonly GeneralName[],
): NameViolation['reason'] | undefined {
	if (permitted.length === 0 && excluded.length === 0) {
		return undefined;
	}
	const compare = comparers[name.type];
	if (compare === undefined) {
		// RFC 5280 6.1: a constraint on a form of name that cannot be compared refuses such names.
		return 'not-comparable';
	}
	const exclusions = excluded.map((subtree) => compare(name, subtree, 'excluded'));
	const permissions = permitted.map((subtree) => compare(name, subtree, 'permitted'));
	if (exclusions.includes(true)) {
		return 'excluded';
	}
	if (exclusions.includes(undefined) || permissions.includes(undefined)) {
		return 'not-comparable';
	}
	return permissions.length > 0 && !permissions.includes(true) ? 'not-permitted' : undefined;
}

/** Whether a name lies in a subtree; undefined where either is malformed. */
type Comparer = (
	name: GeneralName,
	subtree: GeneralName,
	list: 'permitted' | 'excluded',
) => boolean | undefined;

const comparers: Partial<Record<GeneralName['type'], Comparer>> = {
	dns: compareDnsName,
	ip: compareAddress,
	email: compareMailbox,
	uri: compareUri,
	dirName: compareDirectoryName,
};

function compareDnsName(
	asked: GeneralName,
	subtree: GeneralName,
	list: 'permitted' | 'excluded',
): boolean | undefined {
	const name = domainOf(asked, '*.');
	const domain = domainOf(subtree, '.');
	if (name === undefined || domain === undefined) {
		return undefined;
	}
	const isWildcard = asked.value.startsWith('*.');
	if (domain === '') {
		return true;
	}
	const isBelow = name.endsWith(`.${domain}`);
	// A leading dot means "at least one label more"; RFC 5280 has it for URIs only, OpenSSL and Go for all.
	const isInside = isBelow || (name === domain && (isWildcard || !subtree.value.startsWith('.')));
	// CVE-2025-61727: *.example.com also stands for an excluded a.example.com.
	const isCovered = isWildcard && list === 'excluded' && parentOf(domain) === name;
	return isInside || isCovered;
}

// Each name meets each subtree, so both are brought into form once.
const domains = new WeakMap<GeneralName, string | undefined>();

/** The canonical name behind `prefix`, empty for the subtree of all names; undefined if malformed. */
function domainOf(name: GeneralName, prefix: string): string | undefined {
	if (!domains.has(name)) {
		const { value } = name;
		const rest = value.startsWith(prefix) ? value.slice(prefix.length) : value;
		domains.set(name, value === '' && prefix === '.' ? '' : canonicalDnsName(rest));
	}
	return domains.get(name);
}

function parentOf(domain: string): string {
	return domain.slice(domain.indexOf('.') + 1);
}

function compareAddress(
	{ content: address }: GeneralName,
	{ content: subtree }: GeneralName,
): boolean | undefined {
	const isAddress = address.length === 4 || address.length === 16;
	const isSubtree = subtree.length === 8 || subtree.length === 32;
	if (!isAddress || !isSubtree || !isPrefixMask(subtree.subarray(subtree.length / 2))) {
		return undefined;
	}
	const length = subtree.length / 2;
	return (
		address.length === length &&
		address.every((octet, index) => {
			const mask = subtree[length + index] ?? 0;
			return (octet & mask) === ((subtree[index] ?? 0) & mask);
		})
	);
}

/** RFC 5280 4.2.1.10: the mask is in the style of RFC 4632, ones before zeros. */
function isPrefixMask(mask: Uint8Array): boolean {
	const bits = [...mask].map((octet) => octet.toString(2).padStart(8, '0')).join('');
	return !bits.includes('01');
}

function compareMailbox(
	{ value }: GeneralName,
	{ value: subtree }: GeneralName,
): boolean | undefined {
	const [local, host] = splitMailbox(value);
	if (host === undefined) {
		return undefined;
	}
	if (subtree.includes('@')) {
		const [subtreeLocal, subtreeHost] = splitMailbox(subtree);
		// RFC 5321 2.4: the local part is compared with case, the host without.
		return subtreeHost === undefined ? undefined : host === subtreeHost && local === subtreeLocal;
	}
	return matchesHost(host, subtree);
}

function splitMailbox(mailbox: string): [local: string, host: string | undefined] {
	const at = mailbox.lastIndexOf('@');
	const host = at > 0 ? canonicalDnsName(mailbox.slice(at + 1)) : undefined;
	return [mailbox.slice(0, Math.max(at, 0)), host];
}

function compareUri({ value }: GeneralName, { value: subtree }: GeneralName): boolean | undefined {
	const host = /^[a-z][a-z\d+.-]*:\/\/(?:[^@/?#]*@)?([^:/?#]+)/i.exec(value)?.[1];
	const name = host === undefined ? undefined : canonicalDnsName(host);
	// RFC 5280 4.2.1.10: a URI without a host name, or with an address, is refused under constraints.
	return name === undefined || /^[\d.]+$/.test(name) ? undefined : matchesHost(name, subtree);
}

/** The rule for hosts of mail and URIs: exactly this host, or with a leading dot all below it. */
function matchesHost(host: string, subtree: string): boolean | undefined {
	if (subtree === '') {
		return true;
	}
	const isDomain = subtree.startsWith('.');
	const domain = canonicalDnsName(isDomain ? subtree.slice(1) : subtree);
	if (domain === undefined) {
		return undefined;
	}
	return isDomain ? host.endsWith(`.${domain}`) : host === domain;
}

function compareDirectoryName(
	{ name }: GeneralName,
	{ name: subtree }: GeneralName,
): boolean | undefined {
	if (name === undefined || subtree === undefined) {
		return undefined;
	}
	// One line for each RDN, the first one of the encoding first: a subtree is a prefix of lines.
	return (
		subtree.rdns.length === 0 || `${name.comparisonKey}\n`.startsWith(`${subtree.comparisonKey}\n`)
	);
}
