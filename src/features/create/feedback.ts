import { parseClientNames, parseServerNames } from '../../issue/names';
import type { SubjectAltNameInput } from '../../issue/request';
import { fitsCommonName } from '../../issue/subject';
import { joinNames } from './draft';
import { parseValidity } from './validity';

/** What stands under a text while it is typed: feedback, a warning, or a reason that blocks Enter. */
export interface Feedback {
	readonly text: string;
	readonly severity: 'information' | 'warning' | 'error';
}

/** The server's names sorted out, as in "DNS: localhost · IP: 127.0.0.1, ::1". */
export function serverNamesFeedback(text: string): Feedback {
	const { subjectAltName, faults } = parseServerNames(text);
	return faults[0] === undefined
		? { text: describeNames(subjectAltName), severity: 'information' }
		: { text: faults[0].message, severity: 'error' };
}

/** The files that the clients get, as in "Writes client.crt and client.key". */
export function clientNamesFeedback(text: string, caName: string): Feedback {
	const { clients, faults } = parseClientNames(text, { caName });
	if (faults[0] !== undefined) {
		return { text: faults[0].message, severity: 'error' };
	}
	const files = clients.flatMap(({ fileName }) => [`${fileName}.crt`, `${fileName}.key`]);
	return { text: `Writes ${joinNames(files)}`, severity: 'information' };
}

/** Nothing while the typed validity is plain; a warning does not block. */
export function validityFeedback(text: string, now: Date): Feedback | undefined {
	const result = parseValidity(text, now);
	if ('problem' in result) {
		return { text: result.problem, severity: 'error' };
	}
	return result.warning === undefined ? undefined : { text: result.warning, severity: 'warning' };
}

/** Blocks names that do not fit a common name (RFC 5280 appendix A counts characters). */
export function authorityNameFeedback(text: string): Feedback | undefined {
	const name = text.trim();
	if (name === '') {
		return { text: 'Enter a name for the CA.', severity: 'error' };
	}
	return fitsCommonName(name)
		? undefined
		: {
				text: 'A common name has at most 64 characters (RFC 5280, appendix A).',
				severity: 'error',
			};
}

/** Blocks folders outside the workspace folder; files are written where they can be seen. */
export function folderFeedback(text: string): Feedback | undefined {
	const parts = text.trim().split(/[\\/]/);
	if (/^([\\/]|[A-Za-z]:)/.test(text.trim()) || parts.includes('..')) {
		return { text: 'Enter a folder inside the workspace folder.', severity: 'error' };
	}
	return undefined;
}

/** `certs/dev` for `./certs//dev/`, `.` for nothing. */
export function normalizeFolder(text: string): string {
	const parts = text
		.trim()
		.split(/[\\/]/)
		.filter((part) => part !== '' && part !== '.');
	return parts.length === 0 ? '.' : parts.join('/');
}

const typeWords: Readonly<Record<SubjectAltNameInput['type'], string>> = {
	dns: 'DNS',
	ip: 'IP',
	email: 'Email',
	uri: 'URI',
};

function describeNames(names: readonly SubjectAltNameInput[]): string {
	return (['dns', 'ip', 'email', 'uri'] as const)
		.map((type) => [typeWords[type], names.filter((name) => name.type === type)] as const)
		.filter(([, ofType]) => ofType.length > 0)
		.map(([word, ofType]) => `${word}: ${ofType.map(({ value }) => value).join(', ')}`)
		.join(' · ');
}
