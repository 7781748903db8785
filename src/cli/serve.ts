import { watch, type FSWatcher } from 'node:fs';
import { basename, dirname } from 'node:path';
import { encodePem } from '../issue/pem';
import {
	createTestServer,
	type ConnectionRecord,
	type TestServer,
	type TestServerFiles,
} from '../mtls/server';
import { UserError } from '../util/userError';
import { certificateJson } from './certificateJson';
import { readIdentity, readCertificatePem } from './identity';
import { readCrls, readObjectFile, readPassphrase } from './files';
import type { Output } from './output';
import { UsageError, type Values, type Verb } from './verb';
import { warningsOf } from './warnings';

const modes = ['require', 'request', 'none'] as const;

/** The port that people expect, and that `mtls.server.port` has as well. */
const defaultPort = '8443';

/** `mtls serve`: a test server that judges every client and says what it finds. */
export const serve: Verb = {
	usage: ['serve --cert FILE --key FILE --ca FILE [options]'],
	summary: 'Run a test server for mutual TLS on 127.0.0.1 and ::1.',
	help: [
		'--cert FILE       server certificate, with its intermediates behind it; PKCS #12 brings its key',
		'--key FILE        its private key',
		'--passphrase-file FILE  passphrase of that key',
		'--ca FILE         CA certificates whose clients are let in',
		'--port N          port to listen on, 8443; 0 takes any free port',
		'--client-auth M   require (default), request or none',
		'--strict          refuse in the handshake as a plain Node server does',
		'--crl FILE        certificate revocation list; again for each file',
		'--json            print one JSON value a line (the default where no person reads)',
		'SIGINT and SIGTERM end it with exit code 0. Changed files are served without a restart.',
	],
	options: {
		cert: { type: 'string' },
		key: { type: 'string' },
		'passphrase-file': { type: 'string' },
		ca: { type: 'string', multiple: true },
		port: { type: 'string' },
		'client-auth': { type: 'string' },
		strict: { type: 'boolean' },
		crl: { type: 'string', multiple: true },
	},
	async run({ arguments: extra, values, output, caller }) {
		if (extra.length > 0) {
			throw new UsageError(`mtls serve takes options only, not ${extra.join(' ')}.`);
		}
		values.required('cert');
		const files = await readFiles(values);
		const server = createTestServer({
			...files,
			port: parsePort(values.text('port') ?? defaultPort),
			now: () => new Date(),
		});
		server.onConnection((record) => {
			report(record, output);
		});
		await warn(values, output);
		const ended = new Promise<void>((resolve) => {
			caller.once('SIGINT', resolve);
			caller.once('SIGTERM', resolve);
		});
		const { host, port } = await server.listen();
		// Whoever reads that it listens may change a file or end it at once.
		const watchers = watchFiles(values, server, output);
		if (output.isTerminal) {
			output.lines(`Listening on https://localhost:${port} (Ctrl+C ends it).`);
		} else {
			output.json({ event: 'listening', host, port });
		}
		await ended;
		for (const watcher of watchers) {
			watcher.close();
		}
		await server.close();
		return 0;
	},
};

/** Tells what speaks against the server certificate; a test server serves it all the same. */
async function warn(values: Values, output: Output): Promise<void> {
	const passphrase = await readPassphrase(values.text('passphrase-file'));
	const { path, content } = await readObjectFile(values.required('cert'), passphrase ?? '');
	for (const line of warningsOf(path, content, 'server', new Date())) {
		output.error(line);
	}
}

async function readFiles(values: Values): Promise<TestServerFiles> {
	const typed = values.text('client-auth') ?? 'require';
	const clientAuthentication = modes.find((mode) => mode === typed);
	if (clientAuthentication === undefined) {
		throw new UsageError(`--client-auth takes one of ${modes.join(', ')}.`);
	}
	const caPaths = values.list('ca');
	if (caPaths.length === 0 && clientAuthentication !== 'none') {
		throw new UsageError('--ca is missing: name the CA whose clients are let in.');
	}
	const identity = await readIdentity(values);
	if (identity === undefined) {
		throw new UsageError('--cert is missing: name the server certificate.');
	}
	if (values.has('strict') && clientAuthentication !== 'require') {
		throw new UsageError(
			`--strict goes with --client-auth require: with ${clientAuthentication} nobody is refused.`,
		);
	}
	return {
		identity,
		clientCaPems: await Promise.all(caPaths.map(readCertificatePem)),
		crlPems: (await readCrls(values.list('crl'))).map(({ der }) => encodePem('X509 CRL', der)),
		clientAuthentication,
		isStrict: values.has('strict'),
	};
}

/**
 * Serves changed files without a restart. Folders are watched, since a renewal puts another file
 * under the same name; what cannot be used is told, and the last good files stay.
 */
function watchFiles(values: Values, server: TestServer, output: Output): FSWatcher[] {
	const paths = [
		values.text('cert') ?? '',
		values.text('key') ?? '',
		...values.list('ca'),
		...values.list('crl'),
	].filter((path) => path !== '');
	const names = new Set(paths.map((path) => basename(path)));
	let timer: NodeJS.Timeout | undefined;
	const reload = async (): Promise<void> => {
		try {
			server.reload(await readFiles(values));
		} catch (error) {
			if (!(error instanceof UserError || error instanceof UsageError)) {
				throw error;
			}
			output.error(`${error.message} The server goes on with the files it has.`);
		}
	};
	return [...new Set(paths.map(dirname))].map((folder) =>
		watch(folder, (_, name) => {
			if (name !== null && names.has(name)) {
				clearTimeout(timer);
				// A certificate and its key are two writes; both shall be there when they are read.
				timer = setTimeout(() => void reload(), 200);
			}
		}),
	);
}

function parsePort(text: string): number {
	const port = Number(text);
	if (!/^\d+$/.test(text) || port > 65_535) {
		throw new UsageError('--port takes a number from 0 to 65535.');
	}
	return port;
}

function report(record: ConnectionRecord, output: Output): void {
	if (!output.isTerminal) {
		const { verdict } = record;
		output.json({
			event: 'connection',
			id: record.id,
			time: `${record.time.toISOString().slice(0, 19)}Z`,
			protocol: record.protocol ?? null,
			cipher: record.cipher ?? null,
			resumed: record.resumed,
			clientChain: record.clientChain.map(certificateJson),
			verdict: verdict === undefined ? null : { valid: verdict.valid, faults: verdict.faults },
			httpStatus: record.httpStatus ?? null,
			outcome: record.outcome,
			clientAuth: record.clientAuthentication,
			strict: record.isStrict,
			alert: record.alert ?? null,
			error: record.error?.message ?? null,
		});
		return;
	}
	const [leaf] = record.clientChain;
	const who = leaf === undefined ? 'no client certificate' : leaf.subject.text;
	const status = record.httpStatus === undefined ? '' : `, HTTP ${record.httpStatus}`;
	output.lines(
		`${record.time.toISOString().slice(11, 19)} ${record.outcome}: ${who}${status}`,
		...(record.verdict?.faults ?? []).map(({ message }) => `         ${message}`),
	);
}
