import assert from 'node:assert/strict';

import { probePage, runningPage, stateOf } from '../../../../src/features/lab/probeModel';
import type { PageClient, ProbeContext } from '../../../../src/features/lab/probeModel';
import { TestServers } from '../../../../src/features/lab/testServers';
import {
	clientAuthorityCandidates,
	serverCandidates,
} from '../../../../src/features/lab/serverChoice';
import { probe } from '../../../../src/mtls/probe';
import type { ProbeOptions } from '../../../../src/mtls/probe';
import type { ProbeReport } from '../../../../src/mtls/report';
import { parseCertificate } from '../../../../src/x509/certificate';
import { MemoryWorkspace, setFiles } from './workspace';

const client: PageClient = {
	label: 'client',
	issuer: 'orders CA',
	certificatePath: 'certs/client.crt',
	keyPath: 'certs/client.key',
};

describe('page of a probe', () => {
	const set = setFiles();
	const silent = (): void => undefined;
	let servers: TestServers;
	let port: number;

	before(async () => {
		const memory = new MemoryWorkspace();
		memory.write(set.files);
		servers = new TestServers({
			files: memory.files,
			index: memory.index,
			log: { trace: silent, debug: silent, info: silent, warn: silent, error: silent },
			now: () => new Date(),
		});
		const [identity] = serverCandidates(memory.index.workspace);
		({ port } = await servers.start({
			identity: identity!,
			passphrase: undefined,
			clientAuthorities: clientAuthorityCandidates(memory.index.workspace, identity!),
			host: 'localhost',
			port: 0,
			clientCertificate: 'require',
			isStrict: false,
		}));
	});

	after(() => servers.dispose());

	it('links the files of the workspace and offers the other half of the proof', async () => {
		const report = await probeAs(client);
		const page = probePage(report, contextWith({ client }));
		assert.equal(page.state, 'accepted');
		assert.equal(page.verdict, 'Accepted');
		assert.match(
			page.meta,
			/^As client \(certs\/client\.crt\) · \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC · /,
		);
		assert.deepEqual(linksOf(page.facts.flatMap(({ text }) => text)), [
			'certs/ca.crt',
			'certs/client.crt',
		]);
		assert.deepEqual(
			page.buttons.map(({ title, isPrimary }) => (isPrimary ? `[${title}]` : title)),
			['[Probe Without a Certificate]', 'Probe Again', 'Copy curl Command', 'Copy As...'],
		);
	});

	it('offers the client that the server would let in', async () => {
		const report = await probeAs(undefined);
		const page = probePage(report, contextWith({ suggestion: client }));
		assert.equal(page.state, 'refused');
		assert.equal(page.verdict, 'Refused: no client certificate was sent');
		assert.equal(
			page.nextSteps[0]?.map(({ text }) => text).join(''),
			'certs/client.crt is issued by orders CA, which this server lists, and its key is in certs/client.key. Send it.',
		);
		assert.deepEqual(page.buttons[0], {
			action: 'probeAgainAs',
			title: 'Probe Again as client',
			isPrimary: true,
		});
	});

	it('does not say twice that nothing listens', async () => {
		await servers.stop(servers.all[0]!.id);
		const page = probePage(await probeAs(undefined), contextWith({}));
		assert.equal(page.state, 'unreachable');
		assert.equal(page.verdict, `Cannot connect: nothing listens on localhost:${port}`);
		assert.equal(page.explanation, '');
		assert.equal(page.buttons[0]?.title, 'Try Again');
	});

	it('shows a server that is not trusted as refused, by whomever', () => {
		const report = { cause: 'ok', certificateAtFault: 'server' } as Partial<ProbeReport>;
		assert.equal(stateOf(report as ProbeReport), 'refused');
	});

	it('says while it runs where to and as whom', () => {
		const page = runningPage('::1', 8443, undefined, new Date('2026-11-20T22:58:14Z'));
		assert.equal(page.verdict, 'Probing [::1]:8443...');
		assert.equal(page.meta, 'Without a client certificate · 2026-11-20 22:58:14 UTC');
	});

	function probeAs(as: PageClient | undefined): Promise<ProbeReport> {
		const options: ProbeOptions = {
			host: 'localhost',
			port,
			trustAnchors: [parseCertificate(set.ca.der)],
			timeoutMs: 5000,
			now: () => new Date(),
			identity:
				as === undefined
					? undefined
					: {
							certificateChainPem: set.client.pem,
							privateKeyPem: set.client.privateKeyPem,
							label: as.certificatePath,
						},
		};
		return probe(options);
	}
});

function contextWith(part: Partial<ProbeContext>): ProbeContext {
	return {
		client: undefined,
		suggestion: undefined,
		anchor: { name: 'orders CA', path: 'certs/ca.crt' },
		paths: ['certs/ca.crt', 'certs/client.crt', 'certs/client.key'],
		...part,
	};
}

function linksOf(parts: readonly { text: string; path?: string }[]): string[] {
	return parts.flatMap(({ path }) => path ?? []);
}
