import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { buildCa, buildCertificate } from '../support/certificates';
import { activate, clearWorkspace, eventuallyEqual, open, writeOnDisk } from './files';

describe('certificates inside other files', () => {
	const now = new Date();
	const ca = buildCa({ subject: 'Lab CA', now });
	const server = buildCertificate({ issuer: ca, now, subjectAltName: ['orders.svc'] });
	const expired = buildCertificate({
		issuer: ca,
		subject: 'billing',
		role: 'client',
		now: new Date(now.getTime() - 400 * 86_400_000),
	});
	const base64 = (text: string): string => Buffer.from(text).toString('base64');
	const secret = [
		'apiVersion: v1',
		'kind: Secret',
		'metadata:',
		'  name: orders-tls',
		'data:',
		`  tls.crt: ${base64(server.pem + ca.pem)}`,
		`  tls.key: ${base64(server.privateKeyPem)}`,
		'stringData:',
		'  billing.crt: |',
		expired.pem.trimEnd().replace(/^/gm, '    '),
		'',
	].join('\n');

	before(activate);
	beforeEach(clearWorkspace);
	after(clearWorkspace);

	async function hoverAt(uri: vscode.Uri, line: number, column: number): Promise<string> {
		const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
			'vscode.executeHoverProvider',
			uri,
			new vscode.Position(line - 1, column),
		);
		return hovers
			.flatMap(({ contents }) => contents)
			.map((content) => (content as vscode.MarkdownString).value)
			.join('\n')
			.replace(/<[^>]*>/g, ' ')
			.replaceAll('&nbsp;', ' ')
			.replace(/\s+/g, ' ');
	}

	/** The text under each problem, its rule, and its line. */
	function problemsOf(document: vscode.TextDocument): (readonly [string, unknown, number])[] {
		return vscode.languages
			.getDiagnostics(document.uri)
			.filter(({ source }) => source === 'mtls')
			.map(({ range, code }) => [
				document.getText(range),
				typeof code === 'object' ? code.value : code,
				range.start.line + 1,
			]);
	}

	it('tells what an entry of a Secret holds, and whose key is beside it', async () => {
		const uri = writeOnDisk('k8s/tls-secret.yaml', secret);
		await open(uri);
		await eventuallyEqual(
			'hover',
			async () => {
				const text = await hoverAt(uri, 6, 80);
				return [
					text.includes('tls.crt · in Secret orders-tls · 2 certificates'),
					text.includes('1 localhost, server, 364 days left, issued by 2'),
					text.includes('2 Lab CA, root CA, 3649 days left'),
					text.includes('Key tls.key in this Secret matches 1'),
					text.replace(/ {2,}/g, ' ').includes('Open Decoded · Details'),
				];
			},
			[true, true, true, true, true],
		);
		const onKey = await hoverAt(uri, 7, 5);
		assert.match(onKey, /Private key/);
		const inBlock = await hoverAt(uri, 12, 20);
		assert.match(inBlock, /billing .*Entry billing\.crt in Secret orders-tls/);
	});

	it('draws problems on the key of the entry, open or not, and lenses above it', async () => {
		const uri = writeOnDisk('k8s/tls-secret.yaml', secret);
		const closed = (): unknown[] =>
			vscode.languages
				.getDiagnostics(uri)
				.filter(({ source }) => source === 'mtls')
				.map(({ range: { start, end } }) => [start.line + 1, start.character, end.character]);
		await eventuallyEqual('closed', closed, [[9, 2, 13]]);
		const document = await open(uri);
		await eventuallyEqual('open', () => problemsOf(document), [['billing.crt', 'expired', 9]]);
		await eventuallyEqual(
			'lenses',
			async () =>
				(
					await vscode.commands.executeCommand<vscode.CodeLens[]>(
						'vscode.executeCodeLensProvider',
						uri,
						100,
					)
				).map(({ range, command }) => `${range.start.line + 1}: ${command?.title ?? ''}`),
			[
				'6: Server · localhost · 364 days · and 1 more',
				'7: Private key · EC P-256',
				'9: Client · billing · expired 35 days ago',
			],
		);
	});

	it('finds the issuer and the key of a certificate file in JSON, through escapes', async () => {
		writeOnDisk('config.json', JSON.stringify({ tls: { ca: ca.pem, key: server.privateKeyPem } }));
		const uri = writeOnDisk('server.crt', server.pem);
		await open(uri);
		await eventuallyEqual(
			'hover',
			async () => {
				const text = await hoverAt(uri, 4, 5);
				return [
					/Issuer Lab CA, in config\.json ?, signature verified/.test(text),
					text.includes('private key in config.json'),
				];
			},
			[true, true],
		);
	});

	it('follows the unsaved text of JSON and draws on its key', async () => {
		const uri = writeOnDisk('config.json', JSON.stringify({ tls: { cert: 'none' } }, null, 2));
		const document = await open(uri);
		const edit = new vscode.WorkspaceEdit();
		const at = document.getText().indexOf('"none"');
		const range = new vscode.Range(document.positionAt(at), document.positionAt(at + 6));
		edit.replace(uri, range, JSON.stringify(expired.pem));
		await vscode.workspace.applyEdit(edit);
		await eventuallyEqual(
			'problems',
			() => problemsOf(document).map(([text, rule]) => [text, rule]),
			[
				['cert', 'expired'],
				['cert', 'issuer-not-found'],
			],
		);
		const text = await hoverAt(uri, 3, 40);
		assert.match(text, /billing .*client certificate, expired.*Entry tls\.cert/);
	});

	it('opens what is decoded, without private keys', async () => {
		const uri = writeOnDisk('k8s/tls-secret.yaml', secret);
		const document = await open(uri);
		await eventuallyEqual(
			'index',
			async () => (await hoverAt(uri, 6, 80)).includes('2 certificates'),
			true,
		);
		const start = document.getText().indexOf('tls.crt: ') + 'tls.crt: '.length;
		await vscode.commands.executeCommand('mtls.openDecoded', {
			path: 'k8s/tls-secret.yaml',
			line: 6,
			start,
		});
		const decoded = vscode.window.activeTextEditor?.document;
		assert.equal(decoded?.languageId, 'pem');
		assert.equal(decoded.getText(), server.pem + ca.pem);
	});

	it('leaves other files alone when told so', async () => {
		const uri = writeOnDisk('k8s/tls-secret.yaml', secret);
		const document = await open(uri);
		await eventuallyEqual('before', () => problemsOf(document).length, 1);
		const settings = vscode.workspace.getConfiguration('mtls');
		await settings.update('files.embedded', false, vscode.ConfigurationTarget.Global);
		try {
			await eventuallyEqual('after', () => problemsOf(document).length, 0);
			assert.equal(await hoverAt(uri, 6, 80), '');
		} finally {
			await settings.update('files.embedded', undefined, vscode.ConfigurationTarget.Global);
		}
	});
});
