import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { buildCa, buildCertificate } from '../support/certificates';
import { activate, clearWorkspace, eventuallyEqual, open, writeOnDisk } from './files';

describe('what a certificate file says in its editor', () => {
	const now = new Date();
	const ca = buildCa({ subject: 'orders CA', now });
	const server = buildCertificate({
		issuer: ca,
		now,
		subjectAltName: ['localhost', '127.0.0.1'],
	});

	before(activate);
	beforeEach(clearWorkspace);
	after(clearWorkspace);

	async function lensesOf(uri: vscode.Uri): Promise<string[]> {
		const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
			'vscode.executeCodeLensProvider',
			uri,
			100,
		);
		return lenses.map(({ range, command }) => `${range.start.line + 1}: ${command?.title ?? ''}`);
	}

	async function hoverAt(uri: vscode.Uri, line: number): Promise<string> {
		const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
			'vscode.executeHoverProvider',
			uri,
			new vscode.Position(line - 1, 5),
		);
		return hovers
			.flatMap(({ contents }) => contents)
			.map((content) => (content as vscode.MarkdownString).value)
			.join('\n')
			.replace(/<[^>]*>/g, ' ')
			.replaceAll('&nbsp;', ' ')
			.replace(/\s+/g, ' ');
	}

	it('stands above each block, with issuer and key of other files', async () => {
		writeOnDisk('ca.crt', ca.pem);
		writeOnDisk('server.key', server.privateKeyPem);
		const uri = writeOnDisk('server.crt', `${server.pem}${ca.pem}`);
		await open(uri);
		const second = server.pem.split('\n').length;
		await eventuallyEqual('lenses', () => lensesOf(uri), [
			'1: Server · localhost +1 · 364 days',
			'1: Issued by orders CA',
			'1: Key: server.key',
			'1: Probe...',
			`${second}: Root CA · orders CA · 3649 days`,
		]);
	});

	it('is told by the pointer anywhere in the block', async () => {
		writeOnDisk('ca.crt', ca.pem);
		const uri = writeOnDisk('server.crt', server.pem);
		await open(uri);
		await eventuallyEqual(
			'hover',
			async () => {
				const text = await hoverAt(uri, 4);
				return [
					/localhost .*server certificate/.test(text),
					text.includes('Names localhost, 127.0.0.1'),
					/Issuer orders CA, in ca\.crt ?, signature verified/.test(text),
					text.includes('Key EC P-256, private key not in this workspace'),
				];
			},
			[true, true, true, true],
		);
	});

	it('follows the unsaved text of the editor', async () => {
		const uri = writeOnDisk('chain.pem', server.pem);
		const document = await open(uri);
		await eventuallyEqual('first', async () => (await lensesOf(uri)).length > 0, true);
		const edit = new vscode.WorkspaceEdit();
		edit.insert(uri, new vscode.Position(0, 0), ca.pem);
		await vscode.workspace.applyEdit(edit);
		assert.equal(document.isDirty, true);
		await eventuallyEqual(
			'lens of the inserted CA',
			async () => (await lensesOf(uri))[0],
			'1: Root CA · orders CA · 3649 days',
		);
	});

	it('says nothing of the contents of a private key', async () => {
		const uri = writeOnDisk('server.key', server.privateKeyPem);
		writeOnDisk('server.crt', server.pem);
		await open(uri);
		await eventuallyEqual('lens', () => lensesOf(uri), [
			'1: Private key · EC P-256',
			'1: Belongs to server.crt',
		]);
		const text = await hoverAt(uri, 2);
		assert.match(text, /Private key/);
		const secret = server.privateKeyPem.split('\n').slice(1, -2).join('');
		for (let start = 0; start + 12 <= secret.length; start += 12) {
			assert.ok(!text.includes(secret.slice(start, start + 12)), 'a piece of the key is shown');
		}
	});

	it('is outlined and folds', async () => {
		const uri = writeOnDisk(
			'chain.pem',
			`Certificate:\n    Data\n    more\n${server.pem}${ca.pem}`,
		);
		await open(uri);
		await eventuallyEqual(
			'outline',
			async () =>
				(
					await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
						'vscode.executeDocumentSymbolProvider',
						uri,
					)
				).map(({ name, detail, children }) => [name, detail, children.map((child) => child.name)]),
			[
				['localhost', 'server · 364 days', ['Subject', 'Names', 'Validity', 'Key']],
				['orders CA', 'root CA · 3649 days', ['Subject', 'Names', 'Validity', 'Key']],
			],
		);
		const ranges = await vscode.commands.executeCommand<vscode.FoldingRange[]>(
			'vscode.executeFoldingRangeProvider',
			uri,
		);
		const lines = server.pem.trimEnd().split('\n').length;
		assert.deepEqual(
			ranges.slice(0, 2).map(({ start, end }) => [start + 1, end + 1]),
			[
				[1, 3],
				[4, 3 + lines],
			],
		);
	});

	it('is a page of all fields on request, the same one for the next object', async () => {
		const first = writeOnDisk('server.crt', server.pem);
		await open(first);
		await eventuallyEqual('lens', async () => (await lensesOf(first)).length > 0, true);
		await vscode.commands.executeCommand('mtls.showDetails');
		await eventuallyEqual('page', detailPages, ['localhost']);
		await open(writeOnDisk('ca.crt', ca.pem));
		await vscode.commands.executeCommand('mtls.showDetails');
		await eventuallyEqual('page', detailPages, ['orders CA']);
	});

	function detailPages(): string[] {
		return vscode.window.tabGroups.all
			.flatMap(({ tabs }) => tabs)
			.filter(({ input }) => input instanceof vscode.TabInputWebview)
			.map(({ label }) => label);
	}
});
