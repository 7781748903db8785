import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { X509Certificate } from 'node:crypto';
import * as vscode from 'vscode';
import { buildCa, buildCertificate, daysAfter } from '../support/certificates';
import {
	activate,
	clearWorkspace,
	eventually,
	eventuallyEqual,
	open,
	uriOf,
	writeOnDisk,
} from './files';

describe('what is wrong, and its repair', () => {
	const now = new Date();
	const ca = buildCa({ subject: 'orders CA', now });
	const noNames = buildCertificate({ issuer: ca, now, subjectAltName: null });
	const good = buildCertificate({ issuer: ca, now });

	before(activate);
	beforeEach(clearWorkspace);
	after(clearWorkspace);

	/** Findings of a file as "line: severity rule". */
	function findingsOf(uri: vscode.Uri): string[] {
		return vscode.languages.getDiagnostics(uri).map(({ range, severity, code }) => {
			const id = typeof code === 'object' ? code.value : code;
			return `${range.start.line + 1}: ${vscode.DiagnosticSeverity[severity]} ${id}`;
		});
	}

	async function fixesAt(uri: vscode.Uri, line: number): Promise<vscode.CodeAction[]> {
		return await vscode.commands.executeCommand<vscode.CodeAction[]>(
			'vscode.executeCodeActionProvider',
			uri,
			new vscode.Range(line - 1, 0, line - 1, 0),
		);
	}

	it('is in the Problems panel for files that nobody opened', async () => {
		writeOnDisk('ca.crt', ca.pem);
		const uri = writeOnDisk('certs/server.crt', noNames.pem);
		await eventuallyEqual('finding', () => findingsOf(uri), [
			'1: Error missing-subject-alternative-name',
		]);
		const [diagnostic] = vscode.languages.getDiagnostics(uri);
		assert.equal(diagnostic?.source, 'mtls');
		assert.match(diagnostic.message, /^Server certificate has no subject alternative name; /);
		assert.match(diagnostic.message, /\nRefused by /);
	});

	it('stands on the BEGIN line of its own block', async () => {
		const before = good.pem.trimEnd().split('\n').length;
		writeOnDisk('ca.crt', ca.pem);
		const text = `${good.pem}${ca.pem}${noNames.pem}`;
		const uri = writeOnDisk('bundle.pem', text);
		const line = text.split('\n').lastIndexOf('-----BEGIN CERTIFICATE-----') + 1;
		assert.ok(line > before);
		await eventually('finding of the third block', () =>
			findingsOf(uri).some((finding) => finding.startsWith(`${line}: `)) ? true : undefined,
		);
		assert.ok(!findingsOf(uri).some((finding) => finding.startsWith('1: Error')));
	});

	it('comes and goes while typing', async () => {
		writeOnDisk('ca.crt', ca.pem);
		const uri = writeOnDisk('server.crt', good.pem);
		const document = await open(uri);
		const replaceAll = async (text: string): Promise<void> => {
			const edit = new vscode.WorkspaceEdit();
			edit.replace(uri, new vscode.Range(0, 0, document.lineCount, 0), text);
			await vscode.workspace.applyEdit(edit);
		};
		await replaceAll(good.pem.slice(0, 200));
		await eventuallyEqual('truncated', () => findingsOf(uri), ['1: Error pem-truncated']);
		await replaceAll(good.pem);
		await eventuallyEqual('whole again', () => findingsOf(uri), []);
	});

	it('follows files on the disk, also those that go away', async () => {
		writeOnDisk('ca.crt', ca.pem);
		const expired = buildCertificate({
			issuer: ca,
			now,
			notBefore: daysAfter(-20, now),
			notAfter: daysAfter(-3, now),
		});
		const uri = writeOnDisk('server.crt', expired.pem);
		await eventuallyEqual('expired', () => findingsOf(uri), ['1: Error expired']);
		writeOnDisk('server.crt', good.pem);
		await eventuallyEqual('good', () => findingsOf(uri), []);
		writeOnDisk('server.crt', expired.pem);
		await eventuallyEqual('expired again', () => findingsOf(uri).length, 1);
		await clearWorkspace();
		await eventuallyEqual('gone', () => findingsOf(uri), []);
	});

	it('is repaired by issuing the certificate again, and the repair is undone by its backup', async () => {
		writeOnDisk('ca.crt', ca.pem);
		writeOnDisk('ca.key', ca.privateKeyPem);
		const uri = writeOnDisk('server.crt', noNames.pem);
		await open(uri);
		await eventuallyEqual('finding', () => findingsOf(uri).length, 1);
		const fix = await eventually('fix', async () =>
			(await fixesAt(uri, 4)).find(({ title }) => title === 'Reissue with SAN DNS:localhost'),
		);
		assert.equal(fix.isPreferred, true);
		// Not awaited: the command ends when its message is answered.
		void vscode.commands.executeCommand(
			fix.command!.command,
			...(fix.command!.arguments as unknown[]),
		);
		const text = await eventually('new certificate', () => {
			const now = readFileSync(uri.fsPath, 'utf8');
			return now === noNames.pem ? undefined : now;
		});
		const fresh = new X509Certificate(text);
		const old = new X509Certificate(noNames.pem);
		assert.equal(fresh.subjectAltName, 'DNS:localhost');
		assert.ok(fresh.verify(new X509Certificate(ca.pem).publicKey));
		assert.deepEqual(
			fresh.publicKey.export({ type: 'spki', format: 'der' }),
			old.publicKey.export({ type: 'spki', format: 'der' }),
		);
		assert.equal(readFileSync(`${uri.fsPath}.bak`, 'utf8'), noNames.pem);
		await eventuallyEqual('no finding', () => findingsOf(uri), []);
	});

	it('says what is missing when the key of the CA is not here', async () => {
		writeOnDisk('ca.crt', ca.pem);
		const uri = writeOnDisk('server.crt', noNames.pem);
		await open(uri);
		const reason = await eventually('reason', async () =>
			(await fixesAt(uri, 2))
				.map(({ title }) => title)
				.find((title) => title.includes(': the key')),
		);
		assert.equal(
			reason,
			'Reissue with SAN DNS:localhost: the key of orders CA is not in this workspace',
		);
	});

	it('is as severe as the settings say', async () => {
		writeOnDisk('ca.crt', ca.pem);
		const uri = writeOnDisk('server.crt', noNames.pem);
		await eventuallyEqual('finding', () => findingsOf(uri).length, 1);
		const settings = vscode.workspace.getConfiguration('mtls');
		const target = vscode.ConfigurationTarget.Workspace;
		await settings.update('lint.rules', { 'missing-subject-alternative-name': 'hint' }, target);
		try {
			await eventuallyEqual('hint', () => findingsOf(uri), [
				'1: Hint missing-subject-alternative-name',
			]);
			await settings.update('lint.rules', { 'missing-subject-alternative-name': 'off' }, target);
			await eventuallyEqual('off', () => findingsOf(uri), []);
			await settings.update('lint.rules', undefined, target);
			await settings.update('lint.scope', 'openFiles', target);
			await eventuallyEqual('not open', () => findingsOf(uri), []);
			await open(uri);
			await eventuallyEqual('open', () => findingsOf(uri).length, 1);
		} finally {
			await settings.update('lint.rules', undefined, target);
			await settings.update('lint.scope', undefined, target);
		}
	});

	it('leaves files alone that are not certificates', async () => {
		const uri = writeOnDisk('notes.pem', 'nothing here\n');
		writeOnDisk('server.crt', noNames.pem);
		await eventuallyEqual('others', () => findingsOf(uriOf('server.crt')).length > 0, true);
		assert.deepEqual(findingsOf(uri), []);
		assert.equal(existsSync(`${uri.fsPath}.bak`), false);
	});
});
