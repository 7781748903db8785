import assert from 'node:assert/strict';
import { lintFiles } from '../../../src/lint/lint';
import { refusedByText } from '../../../src/lint/refusedBy';
import type { Finding, LintOptions } from '../../../src/lint/rule';
import { createFileSet, type FileSetOptions } from '../../../src/workspace/fileSet';
import { readObjects } from '../../../src/x509/read';
import {
	buildCa,
	buildCertificate,
	testNow,
	type BuiltCertificate,
	type CertificateOptions,
} from '../../support/certificates';

/** The CA of the tests, shared because keys take time. */
export const ca = buildCa({ subject: 'orders CA' });

/** A server certificate of that CA, good but for what is asked. */
export function server(options: CertificateOptions = {}): BuiltCertificate {
	return buildCertificate({ role: 'server', issuer: ca, ...options });
}

/** A client certificate of that CA, good but for what is asked. */
export function client(options: CertificateOptions = {}): BuiltCertificate {
	return buildCertificate({ role: 'client', issuer: ca, subject: 'billing', ...options });
}

/** Contents of files by path, as text or bytes. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** Lints a workspace of these files, with `ca.crt` of the tests in it unless a file says otherwise. */
export function findingsOf(
	files: Files,
	options: Partial<LintOptions> = {},
	fileSetOptions: FileSetOptions = {},
): Finding[] {
	const fileSet = createFileSet(fileSetOptions);
	for (const [path, content] of Object.entries({ 'ca.crt': ca.pem, ...files })) {
		fileSet.set({ path, content: readObjects(Buffer.from(content)) });
	}
	return lintFiles(fileSet, {
		now: testNow,
		profile: 'mtls',
		expiresSoonDays: 30,
		severities: {},
		...options,
	});
}

/** Asserts the complete list of findings, each as `path rule` or `path:line rule`. */
export function check(
	files: Files,
	expected: readonly string[],
	options: Partial<LintOptions> = {},
): void {
	const found = findingsOf(files, options).map(({ path, line, rule }) =>
		line === 1 ? `${path} ${rule.id}` : `${path}:${line} ${rule.id}`,
	);
	assert.deepEqual(found, expected);
}

/** Asserts the only finding's sentence and who refuses it, as the Problems panel shows them. */
export function checkText(
	files: Files,
	message: string,
	refusedBy: string | undefined,
	options: Partial<LintOptions> = {},
): void {
	const [finding, ...others] = findingsOf(files, options);
	assert.deepEqual(
		others.map(({ rule }) => rule.id),
		[],
	);
	assert.equal(finding?.message, message);
	assert.equal(refusedByText(finding.refusedBy), refusedBy);
}
