import { UserError } from '../util/userError';
import { describeObject } from '../x509/describeObject';
import type { LocatedObject, ReadProblem, ReadResult } from '../x509/read';
import { forward, passphraseWrong, readObjectFile, readPassphrase } from './files';
import { objectJson } from './objectJson';
import { UsageError, type Verb } from './verb';

/** `mtls inspect`: what is in these files. */
export const inspect: Verb = {
	usage: ['inspect FILE... [--passphrase-file FILE] [--json]'],
	summary: 'Show every certificate, request, CRL and key in files.',
	help: [
		'--passphrase-file FILE    open PKCS #12 files with the first line of FILE',
		'--json    print one JSON value: files with their objects and problems',
	],
	options: { 'passphrase-file': { type: 'string' } },
	async run({ arguments: paths, values, output }) {
		if (paths.length === 0) {
			throw new UsageError('Name at least one file: mtls inspect FILE...');
		}
		const passphrase = await readPassphrase(values.text('passphrase-file'));
		const files: { path: string; content: ReadResult }[] = [];
		let exitCode = 0;
		for (const path of paths) {
			try {
				files.push(await readObjectFile(path, passphrase));
			} catch (error) {
				if (!(error instanceof UserError)) {
					throw error;
				}
				files.push({ path: forward(path), content: notRead(error.message) });
				output.error(error.message);
				exitCode = 2;
				continue;
			}
			if (files.at(-1)?.content.objects.some(isNotOpened) === true) {
				output.error(passphraseWrong(forward(path)).message);
			}
			if (files.at(-1)?.content.objects.length === 0) {
				output.error(`${path} holds no certificate, request, CRL or key.`);
				exitCode = 2;
			}
		}
		if (output.isJson) {
			output.json({
				files: files.map(({ path, content: { objects, problems } }) => ({
					path,
					objects: objects.map(objectJson),
					problems: problems.map(({ code, line, message }) => ({ code, line, message })),
				})),
			});
			return exitCode;
		}
		for (const { path, content } of files) {
			for (const object of content.objects) {
				output.lines(`${path}:${object.line}: ${titles[object.kind]}`, ...fieldLines(object), '');
			}
			for (const { line, message } of content.problems.filter(isInFile)) {
				output.lines(`${path}:${line}: ${message}`);
			}
		}
		return exitCode;
	},
};

const titles: Readonly<Record<LocatedObject['kind'], string>> = {
	certificate: 'certificate',
	certificateRequest: 'certificate request',
	crl: 'CRL',
	privateKey: 'private key',
	encryptedPrivateKey: 'encrypted private key',
	publicKey: 'public key',
	pkcs7: 'PKCS #7',
	pkcs12: 'PKCS #12',
	jks: 'Java keystore',
	ocspResponse: 'OCSP response',
	attributeCertificate: 'attribute certificate',
	sshPublicKey: 'SSH public key',
	parameters: 'parameters',
	unknown: 'unknown object',
};

/** True for a PKCS #12 file that the given passphrase did not open. */
function isNotOpened(object: LocatedObject): boolean {
	return object.kind === 'pkcs12' && object.pkcs12.passphrase === 'wrong';
}

/** That a file could not be opened stands on standard error already. */
function isInFile({ code }: ReadProblem): boolean {
	return code !== notReadCode;
}

const notReadCode = 'file-not-readable';

function notRead(message: string): ReadResult {
	return {
		isBinary: false,
		objects: [],
		problems: [{ code: notReadCode, offset: 0, line: 1, message, blockStart: undefined }],
	};
}

function fieldLines(object: LocatedObject): string[] {
	return describeObject(object).flatMap(({ title, fields }) =>
		fields.length === 0
			? []
			: [
					`  ${title}`,
					...fields.map(
						({ label, value }) =>
							`    ${label}: ${value.includes('\n') ? value.split('\n').join(', ') : value}`,
					),
				],
	);
}
