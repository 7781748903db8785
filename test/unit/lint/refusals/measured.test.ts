import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import type { Context } from 'mocha';
import { everySituation, refusalsOf, type Situation } from '../../../../src/lint/refusals';
import type { Stack, StackRefusal } from '../../../../src/lint/stacks';
import { JudgeProgram } from '../../../support/peers/judges/program';
import { requirePeer } from '../../../support/peers/peer';
import type { Verdict } from '../../../support/peers/verify';
import { execute, useProcesses } from '../../../support/process';
import { useSuiteFolder } from '../../../support/suiteFolder';
import { startNginx, startOpensslServer } from '../../mtls/support/servers';
import { askBoringssl, askCurl, askGnutls, askNode, askOpenssl, type Target } from './clients';
import { startFaultyServer, type FaultyServer } from './faultyServer';
import {
	clientIdentities,
	faultyFiles,
	goodServer,
	serverIdentities,
	type FaultyFiles,
	type FaultyIdentity,
} from './identities';
import { alertWords, judgeWithNode, visitWith } from './servers';
import { installed, isMeasuredVersion } from './versions';

type Measured = keyof typeof installed;

/** Rows that nobody measures here, each with its reason. */
const notMeasured: readonly { readonly reason: string; readonly covers: Covers }[] = [
	{
		reason: 'a browser for each row takes minutes; chromium.test.ts has the ones that matter most',
		covers: ({ stack }) => stack === 'Chrome',
	},
	{
		reason: 'gnutls-serv listens on every interface',
		covers: ({ stack, side }) => stack === 'GnuTLS' && side === 'server',
	},
	{
		reason: 'the server of bssl-tool listens on every interface',
		covers: ({ stack, side }) => stack === 'BoringSSL' && side === 'server',
	},
	{
		reason: 'gnutls-cli sends any pair that it is given; gnutls-serv listens on every interface',
		covers: ({ stack, message }) =>
			stack === 'GnuTLS' && message === 'The certificate and the given key do not match.',
	},
];

type Covers = (refusal: StackRefusal) => boolean;

describe('the table of refusals, measured again', function () {
	this.timeout(60_000);
	const folder = useSuiteFolder();
	const processes = useProcesses();
	const file = (name: string): string => folder.join(name);
	const servers = new Map<Situation, FaultyServer & Target>();
	let goodTarget: (FaultyServer & Target) | undefined;

	const startTarget = async (name: string, identity: FaultyIdentity) => {
		writeFileSync(file(`${name}-ca.crt`), identity.anchor.pem);
		const { host = 'localhost' } = identity;
		return { ...(await startFaultyServer(identity)), caFile: file(`${name}-ca.crt`), host };
	};

	before(async () => {
		for (const [situation, identity] of entries(serverIdentities)) {
			servers.set(situation, await startTarget(situation, identity));
		}
		goodTarget = await startTarget('good', goodServer);
		writeFileSync(file('server.crt'), goodServer.leaf.pem);
		writeFileSync(file('server.key'), goodServer.leaf.privateKeyPem);
		const anchors = entries(clientIdentities).map(([, { anchor }]) => anchor.pem);
		writeFileSync(file('ca.crt'), [...new Set(anchors)].join(''));
		for (const [situation, { anchor }] of entries(clientIdentities)) {
			writeFileSync(file(`${situation}-ca.crt`), anchor.pem);
		}
		for (const [situation, { certificate, privateKey }] of entries(faultyFiles)) {
			writeFileSync(file(`${situation}.crt`), certificate);
			writeFileSync(file(`${situation}.key`), privateKey);
		}
	});
	after(() => {
		for (const server of [...servers.values(), goodTarget]) {
			server?.close();
		}
	});

	/** Asks a client about the good server and about every faulty one. */
	async function checkClient(
		context: Context,
		stack: Measured,
		ask: (target: Target) => Promise<Verdict>,
		isStrict = false,
	): Promise<void> {
		requireMeasured(context, stack);
		const good = await ask(goodTarget!);
		assert.ok(good.accepted, `a good server: ${good.output}`);
		await checkRows(stack, [...servers], ([, target]) => ask(target), isStrict);
	}

	const asks = {
		Node: askNode,
		curl: askCurl,
		OpenSSL: askOpenssl,
		GnuTLS: askGnutls,
		BoringSSL: askBoringssl,
	} as const;
	for (const [stack, ask] of Object.entries(asks) as [keyof typeof asks, typeof askNode][]) {
		it(`holds for ${stack} as a client`, async function () {
			await checkClient(this, stack, (target) => ask(target));
		});
	}

	/** What a program says to a server; `word` is its name for the question. */
	const connecting =
		(program: JudgeProgram, word = 'client') =>
		({ port, caFile, host }: Target) =>
			program.ask([word, String(port), caFile, host]);

	/** What a program says as a server that the client visits. */
	const serving =
		(program: JudgeProgram, ...more: readonly string[]) =>
		([situation, identity]: readonly [string, FaultyIdentity]) =>
			program.ask(
				['server', file(`${situation}-ca.crt`), file('server.crt'), file('server.key'), ...more],
				(port) => visitWith(port, identity),
			);

	const loading = (program: JudgeProgram) => (situation: string) =>
		program.ask(['load', file(`${situation}.crt`), file(`${situation}.key`)]);

	for (const [stack, start] of Object.entries({
		Go: () => JudgeProgram.go(),
		Java: () => JudgeProgram.java(),
		Python: () => JudgeProgram.python(),
	} as const) as ['Go' | 'Java' | 'Python', () => JudgeProgram][]) {
		it(`holds for ${stack} as a client, as a server and on loading`, async function () {
			requireMeasured(this, stack);
			const program = start();
			try {
				await checkClient(this, stack, connecting(program));
				await checkServer(stack, serving(program));
				await checkLoading(stack, loading(program));
			} finally {
				await program.end();
			}
		});
	}

	it('holds for Python with the flags of 3.13', async function () {
		requireMeasured(this, 'Python');
		const program = JudgeProgram.python();
		try {
			await checkClient(this, 'Python', connecting(program, 'strict'), true);
			await checkServer('Python', serving(program, 'strict'), true);
		} finally {
			await program.end();
		}
	});

	it('holds for Node as a server and on loading', async function () {
		requireMeasured(this, 'Node');
		await checkServer('Node', ([, identity]) => judgeWithNode(goodServer, identity));
		await checkLoading('Node', (situation) => {
			try {
				createSecureContext({
					cert: readFileSync(file(`${situation}.crt`)),
					key: readFileSync(file(`${situation}.key`)),
				});
				return Promise.resolve({ accepted: true, output: '' });
			} catch (error) {
				const { code, message } = error as Error & { readonly code?: string };
				return Promise.resolve({ accepted: false, output: `${code ?? ''} ${message}` });
			}
		});
	});

	it('holds for OpenSSL as a server', async function () {
		requireMeasured(this, 'OpenSSL');
		const { port, process } = await startOpensslServer(this, processes, file);
		await checkServer('OpenSSL', async ([, identity]) => {
			const before = process.stderr.length;
			const words = await visitWith(port, identity);
			const log = process.stderr.slice(before);
			return { accepted: words.startsWith('HTTP/1.0 200'), output: alertWords(words) + log };
		});
	});

	it('holds for nginx as a server', async function () {
		requireMeasured(this, 'nginx');
		const log = file('nginx.log');
		const port = await startNginx(this, processes, file, `error_log ${log} info;`);
		await checkServer('nginx', async ([, identity]) => {
			const before = readFileSync(log, 'utf8').length;
			const words = await visitWith(port, identity);
			const said = readFileSync(log, 'utf8').slice(before);
			return { accepted: words.includes('200 OK'), output: said };
		});
	});

	const loaders = {
		curl: askCurl,
		OpenSSL: askOpenssl,
		GnuTLS: askGnutls,
		BoringSSL: askBoringssl,
	};
	for (const [stack, ask] of Object.entries(loaders) as [keyof typeof loaders, typeof askCurl][]) {
		it(`holds for ${stack} on loading`, async function () {
			requireMeasured(this, stack);
			await checkLoading(stack, (situation) =>
				ask(goodTarget!, {
					certificateFile: file(`${situation}.crt`),
					keyFile: file(`${situation}.key`),
				}),
			);
		});
	}

	it('holds for nginx on loading', async function () {
		const program = requireMeasured(this, 'nginx');
		await checkLoading('nginx', async (situation) => {
			const text = `pid ${file('test.pid')}; events {} http { access_log off; server {
				listen 127.0.0.1:1 ssl;
				ssl_certificate ${file(`${situation}.crt`)};
				ssl_certificate_key ${file(`${situation}.key`)};
			} }`;
			writeFileSync(file('load.conf'), text);
			const { status, stderr } = await execute(program, [
				...['-t', '-e', 'stderr', '-c', file('load.conf')],
			]);
			return { accepted: status === 0, output: stderr };
		});
	});

	it('has no row that is neither measured nor named with a reason', () => {
		const bySide = { client: serverIdentities, server: clientIdentities, loading: faultyFiles };
		const left = everySituation.flatMap((situation) =>
			refusalsOf(situation)
				.filter(({ side }) => !(situation in bySide[side]))
				.map(({ stack }) => `${situation}: ${stack}`),
		);
		assert.deepEqual(left, []);
	});

	for (const { reason, covers } of notMeasured) {
		const rows = everySituation.flatMap((situation) =>
			refusalsOf(situation).flatMap((row) => (covers(row) ? [`${situation}: ${row.stack}`] : [])),
		);
		it(`leaves out, because ${reason}: ${rows.join(', ')}`, () => {
			assert.notEqual(rows.length, 0);
		});
	}
});

function entries<T>(table: Partial<Record<Situation, T>>): readonly (readonly [Situation, T])[] {
	return Object.entries(table) as [Situation, T][];
}

function checkServer(
	stack: Measured,
	ask: (entry: readonly [Situation, FaultyIdentity]) => Promise<Verdict>,
	isStrict = false,
): Promise<void> {
	return checkRows(stack, entries(clientIdentities), ask, isStrict);
}

function checkLoading(
	stack: Measured,
	ask: (situation: string) => Promise<Verdict>,
): Promise<void> {
	const rows = entries<FaultyFiles>(faultyFiles);
	return checkRows(stack, rows, ([situation]) => ask(situation));
}

/** Asks about one situation after the other, and compares verdict and words with the table. */
async function checkRows<T>(
	stack: Stack,
	rows: readonly (readonly [Situation, T])[],
	ask: (row: readonly [Situation, T]) => Promise<Verdict>,
	isStrict = false,
): Promise<void> {
	const wrong: string[] = [];
	for (const row of rows) {
		const [situation] = row;
		const known = refusalsOf(situation).filter((refusal) => refusal.stack === stack);
		const expected =
			known.find(({ version }) => version.endsWith(' and later') === isStrict) ??
			// What an older version refuses, the strict one refuses as well.
			(isStrict ? known[0] : undefined);
		if (expected !== undefined && notMeasured.some(({ covers }) => covers(expected))) {
			continue;
		}
		const { accepted, output } = await ask(row);
		if (accepted !== (expected === undefined) || !output.includes(expected?.message ?? '')) {
			const table = expected === undefined ? 'accepts' : expected.message;
			wrong.push(`${situation}: ${table} / ${accepted ? 'accepts' : output.slice(0, 700)}`);
		}
	}
	assert.deepEqual(wrong, []);
}

/** The stack's program, in the version that the table is about; another version is another table. */
function requireMeasured(context: Context, stack: Measured): string {
	const program = requirePeer(context, installed[stack].peer);
	const version = everySituation
		.flatMap((situation) => refusalsOf(situation))
		.find((refusal) => refusal.stack === stack && !refusal.version.endsWith(' and later'))?.version;
	if (version === undefined || !isMeasuredVersion(installed[stack], version)) {
		console.warn(`skipped: ${stack} is not the measured ${version ?? ''}`);
		return context.skip();
	}
	return program;
}
