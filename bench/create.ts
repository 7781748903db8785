import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseClientNames, parseServerNames } from '../src/issue/names';
import type { KeyType } from '../src/issue/request';
import { createSet } from '../src/issue/set';
import { caSubject } from '../src/issue/subject';
import { writeFiles } from '../src/workspace/writeFiles';
import { findProgram, run, runOrThrow } from '../test/support/peers/run';
import { compare, type Contender } from './compare';
import { table, type Section, type Size } from './report';

/**
 * CA, server and client with their keys in a folder: in a running process, as the extension does
 * it; as a process, as the command line does it; and by the eight commands of the usual tutorial.
 */
export async function benchCreate(size: Size, cli: string): Promise<Section[]> {
	const openssl = findProgram('openssl');
	const sections: Section[] = [];
	for (const keyType of ['p256', 'rsa2048'] as const) {
		const contenders = [
			timed('mTLS Workbench, in a running process', (folder) => createOurs(folder, keyType)),
			timed('mTLS Workbench, mtls create set', (folder) => {
				const args = [cli, 'create', 'set', '--out', folder, '--key', keyType];
				runOrThrow(process.execPath, [...args, '--ca-key-type', keyType]);
			}),
			...(openssl === undefined
				? []
				: [
						timed(`${opensslVersion(openssl)}, 8 commands`, (folder) =>
							createWithOpenssl(openssl, folder, keyType),
						),
					]),
		];
		// RSA keys take a time that varies by itself, so that fewer than nine rounds say little.
		const rounds = size.isShort ? 1 : keyType === 'p256' ? 7 : 9;
		sections.push({
			title: `Create CA, server and client with ${keyType} keys, files written`,
			lines: table(await compare(contenders, { ...size, rounds }), 'set'),
		});
	}
	return sections;
}

function timed(name: string, create: (folder: string) => Promise<void> | void): Contender {
	return {
		name,
		async measure() {
			const folder = mkdtempSync(join(tmpdir(), 'mtls-bench-'));
			try {
				const start = performance.now();
				await create(folder);
				return performance.now() - start;
			} finally {
				rmSync(folder, { recursive: true, force: true });
			}
		},
	};
}

async function createOurs(folder: string, keyType: KeyType): Promise<void> {
	const now = new Date();
	const { files } = await createSet({
		authority: { kind: 'new', subject: caSubject('bench', now), keyType },
		server: { names: parseServerNames(['localhost', '127.0.0.1', '::1']) },
		clients: { names: parseClientNames(['client']).clients },
		keyType,
		now,
	});
	await writeFiles(
		files.map(({ name, content, isSecret }) => ({ path: join(folder, name), content, isSecret })),
	);
}

function createWithOpenssl(openssl: string, folder: string, keyType: 'p256' | 'rsa2048'): void {
	const file = (name: string): string => join(folder, name);
	const command = (...args: string[]): string => runOrThrow(openssl, args);
	const makeKey = (name: string): string =>
		keyType === 'p256'
			? command('ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', file(name))
			: command('genrsa', '-out', file(name), '2048');
	writeFileSync(file('server.ext'), 'subjectAltName=DNS:localhost,IP:127.0.0.1,IP:::1\n');
	makeKey('ca.key');
	const ca = ['-new', '-x509', '-key', file('ca.key'), '-subj', '/CN=bench CA', '-days', '3650'];
	command('req', ...ca, '-out', file('ca.crt'));
	for (const name of ['server', 'client']) {
		makeKey(`${name}.key`);
		const request = ['-new', '-key', file(`${name}.key`), '-subj', `/CN=${name}`];
		command('req', ...request, '-out', file(`${name}.csr`));
		const sign = [
			'-req',
			'-in',
			file(`${name}.csr`),
			'-CA',
			file('ca.crt'),
			'-CAkey',
			file('ca.key'),
		];
		const extensions = name === 'server' ? ['-extfile', file('server.ext')] : [];
		command('x509', ...sign, '-CAcreateserial', ...extensions, '-out', file(`${name}.crt`));
	}
}

function opensslVersion(openssl: string): string {
	return run(openssl, ['version']).stdout.split(' ').slice(0, 2).join(' ');
}
