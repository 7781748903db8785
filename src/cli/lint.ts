import { lintFiles } from '../lint/lint';
import { refusedByText } from '../lint/refusedBy';
import type { Finding, LintFile, LintOptions } from '../lint/rule';
import { UserError } from '../util/userError';
import { isEmbeddingFile } from '../workspace/certificateFiles';
import { createFileSet } from '../workspace/fileSet';
import { publicRoots } from '../mtls/publicRoots';
import { expiresSoonDays, parseDate, parseDays } from './dates';
import { readObjectFile, walk } from './files';
import { isEmpty, reasonNotChecked } from './notChecked';
import { junitReport, sarifReport } from './reports';
import { UsageError, type Verb } from './verb';
import { findingLine } from './warnings';

const formats = ['text', 'json', 'sarif', 'junit'] as const;

/** `mtls lint`: what is wrong with the certificates of files and folders, and who refuses them. */
export const lint: Verb = {
	usage: ['lint PATH... [options]'],
	summary: 'Judge the certificates of files and folders.',
	help: [
		'PATH                 files, and folders, which are walked',
		'--at DATE            judge as of this date instead of now',
		'--profile NAME       mtls (default), or webpki; both have the same rules today',
		'--expires-within N   days from which a certificate counts as expiring, 30d',
		'--format NAME        text (default), json, sarif or junit',
		'--json               the same as --format json',
	],
	options: {
		at: { type: 'string' },
		profile: { type: 'string' },
		'expires-within': { type: 'string' },
		format: { type: 'string' },
	},
	async run({ arguments: paths, values, output, now }) {
		if (paths.length === 0) {
			throw new UsageError('Name at least one file or folder: mtls lint PATH...');
		}
		const at = values.text('at');
		const within = values.text('expires-within');
		const options: LintOptions = {
			now: at === undefined ? now : parseDate(at, 'at'),
			profile: parseProfile(values.text('profile')),
			expiresSoonDays: within === undefined ? expiresSoonDays : parseDays(within, 'expires-within'),
			isExpiresSoonExact: within !== undefined,
			severities: {},
		};
		const typed = values.text('format');
		if (output.isJson && typed !== undefined && typed !== 'json') {
			throw new UsageError(`--json is --format json; leave it out for --format ${typed}.`);
		}
		const format = output.isJson ? 'json' : parseFormat(typed);
		const files = createFileSet({ publicRoots });
		const unreadable: string[] = [];
		for (const path of await walk(paths, (message) => unreadable.push(message))) {
			try {
				const file = await readWalked(path, paths.includes(path));
				if (file !== undefined) {
					files.set(file);
				}
			} catch (error) {
				if (!(error instanceof UserError)) {
					throw error;
				}
				unreadable.push(error.message);
			}
		}
		if (![...files.files].some(({ content }) => !isEmpty(content))) {
			// No findings in nothing would read as a good verdict.
			const nothing = `There is no certificate, request, CRL or key in ${paths.join(', ')}.`;
			const message = unreadable.length > 0 ? unreadable.join(' ') : nothing;
			throw new UserError('nothing-to-judge', message);
		}
		for (const message of unreadable) {
			output.error(message);
		}
		const findings = lintFiles(files, options).toSorted(byPlace);
		const notChecked = [...files.files].flatMap(reasonNotChecked);
		switch (format) {
			case 'json':
				output.json({
					findings: findings.map(findingJson),
					...(notChecked.length > 0 ? { notChecked } : {}),
				});
				break;
			case 'sarif':
				output.json(sarifReport(findings, notChecked));
				break;
			case 'junit':
				output.lines(...junitReport(findings, files.files, notChecked).split('\n'));
				break;
			case 'text':
				output.lines(
					...findings.flatMap(findingLines),
					...notChecked.map(({ path, reason }) => `Not checked: ${path}: ${reason}.`),
					summary(findings),
				);
		}
		if (unreadable.length > 0) {
			return 2;
		}
		return findings.some(({ severity }) => severity === 'error' || severity === 'warning') ? 1 : 0;
	},
};

/** Of the files in a folder that may hold certificates, those that do; a file that was named is read in any case. */
async function readWalked(path: string, isNamed: boolean): Promise<LintFile | undefined> {
	if (isNamed || !isEmbeddingFile(path)) {
		return readObjectFile(path);
	}
	const file = await readObjectFile(path).catch(() => undefined);
	return file === undefined || isEmpty(file.content) ? undefined : file;
}

function parseProfile(text = 'mtls'): LintOptions['profile'] {
	if (text !== 'mtls' && text !== 'webpki') {
		throw new UsageError('--profile takes mtls or webpki.');
	}
	return text;
}

function parseFormat(text = 'text'): (typeof formats)[number] {
	const format = formats.find((name) => name === text);
	if (format === undefined) {
		throw new UsageError(`--format takes one of ${formats.join(', ')}.`);
	}
	return format;
}

/** By path, line and rule; plain code unit order, so that the order is the same on every machine. */
function byPlace(first: Finding, second: Finding): number {
	return (
		compare(first.path, second.path) ||
		first.line - second.line ||
		compare(first.rule.id, second.rule.id)
	);
}

function compare(first: string, second: string): number {
	return first < second ? -1 : first > second ? 1 : 0;
}

function findingJson({ path, line, rule, severity, message, refusedBy, fix }: Finding) {
	return {
		path,
		line,
		rule: rule.id,
		severity,
		message,
		refusedBy: refusedBy.map(({ stack, version, message: words, source }) => ({
			stack,
			version,
			message: words,
			source,
		})),
		fix: fix === undefined ? null : { id: fix.id, title: fix.title },
	};
}

function findingLines({ path, line, rule, severity, message, refusedBy }: Finding): string[] {
	const phrase = refusedByText(refusedBy);
	return [
		findingLine({ path, line, rule, severity, message }),
		...(phrase === undefined ? [] : [`    ${phrase}`]),
	];
}

function summary(findings: readonly Finding[]): string {
	if (findings.length === 0) {
		return 'No findings.';
	}
	const count = (severity: Finding['severity'], one: string, many: string): string[] => {
		const number = findings.filter((finding) => finding.severity === severity).length;
		return number === 0 ? [] : [`${number} ${number === 1 ? one : many}`];
	};
	return [
		...count('error', 'error', 'errors'),
		...count('warning', 'warning', 'warnings'),
		...count('information', 'information', 'information'),
		...count('hint', 'hint', 'hints'),
	].join(', ');
}
