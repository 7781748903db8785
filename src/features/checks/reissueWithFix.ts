import * as vscode from 'vscode';
import { askPassphrase } from '../../editor/passphraseBox';
import { requireTrust } from '../../editor/workspaceTrust';
import type { CertificateInFile, Finding, FixSuggestion } from '../../lint/rule';
import type { KeyPair } from '../../issue/request';
import type { ReissueChanges } from '../../issue/reissue';
import type { Services } from '../../services';
import type { SourceContent } from '../../workspace/certificateIndex';
import type { Disposable } from '../../util/dispose';
import { UserError } from '../../util/userError';
import { issuerOf, keyOf, type KeyInFile } from '../../workspace/identities';
import { replaceCertificate, textOf } from '../../workspace/replaceObject';
import { issuerLabel } from '../../workspace/summary/certificate';
import { baseName } from '../../workspace/summary/others';
import { visibleText } from '../../util/visibleText';

/** Which finding a quick fix was offered for; looked up again when it runs. */
interface FixTarget {
	readonly path: string;
	readonly line: number;
	readonly ruleId: string;
}

/** Issues a certificate again with what the finding says it lacks; the old one is kept, and *Undo* brings it back. */
export function registerReissue(services: Services): Disposable {
	return services.registerCommand('mtls.reissueWithFix', async (target: FixTarget) => {
		requireTrust();
		if (!(await saveFirst(services, target.path))) {
			return;
		}
		await services.index.whenReady();
		const { finding, fix, place } = findFix(services, target);
		const der = await issueAgain(services, place, fix);
		await replace(services, finding, place, der);
	});
}

/** False if the file has unsaved changes that are to stay unsaved. */
async function saveFirst({ files }: Services, path: string): Promise<boolean> {
	const document = files.documentOf(path);
	if (document?.isDirty !== true) {
		return true;
	}
	const save = 'Save and Continue';
	const pressed = await vscode.window.showWarningMessage(
		`${path} has unsaved changes. Save or discard them first.`,
		save,
	);
	return pressed === save && (await document.save());
}

function findFix(
	{ findings, index }: Services,
	{ path, line, ruleId }: FixTarget,
): { finding: Finding; fix: FixSuggestion; place: CertificateInFile } {
	const finding = findings.of(path).find((each) => each.line === line && each.rule.id === ruleId);
	const file = index.workspace.get(path);
	const object = finding?.object;
	if (finding?.fix === undefined || file === undefined || object?.kind !== 'certificate') {
		throw new UserError(
			'changed-since-read',
			`${path} changed since it was read. Nothing was written.`,
		);
	}
	return { finding, fix: finding.fix, place: { file, object } };
}

async function issueAgain(
	services: Services,
	{ object: { certificate } }: CertificateInFile,
	fix: FixSuggestion,
): Promise<Uint8Array> {
	const { workspace } = services.index;
	const issuer = issuerOf(workspace, certificate);
	const key = issuer && keyOf(workspace, issuer);
	if (issuer === undefined || key === undefined) {
		throw new UserError(
			'issuer-key-not-found',
			`The private key of ${issuerLabel(certificate)} is not in this workspace, so nothing can be signed with it.`,
		);
	}
	const keyPair = await openKey(services, key);
	const { reissue } = await import('../../issue/reissue');
	const changes = await changesOf(fix);
	const signer = { certificate: issuer.object.certificate.der, keyPair };
	return (await reissue(certificate.der, signer, changes, services.now())).der;
}

async function openKey(services: Services, key: KeyInFile): Promise<KeyPair> {
	const { loadKeyPair } = await import('../../issue/keys');
	const { opensKey, readPrivateKeyPem } = await import('../../workspace/identityFiles');
	const pem = await readPrivateKeyPem(services.files, key);
	if (!key.object.privateKey.isEncrypted) {
		return loadKeyPair(pem);
	}
	const passphrase = await askPassphrase(baseName(key.file.path), (typed) => opensKey(pem, typed));
	return loadKeyPair(pem, passphrase);
}

async function changesOf(fix: FixSuggestion): Promise<ReissueChanges> {
	if (fix.id === 'reissue-with-extended-key-usage') {
		return { extendedKeyUsage: fix.extendedKeyUsage };
	}
	const { sortName } = await import('../../issue/subjectAltName');
	return { subjectAltName: fix.names.flatMap((name) => sortName(name).name ?? []) };
}

/** The file with the new certificate, in whatever form the old one stands there. */
async function exchanged(
	content: SourceContent,
	{ file, object }: CertificateInFile,
	der: Uint8Array,
): Promise<string | Uint8Array | undefined> {
	const { entry } = object;
	if (entry === undefined) {
		return replaceCertificate(content, object, der);
	}
	const text = textOf(content);
	const { replaceEmbedded } = await import('../../workspace/replaceEmbedded');
	const replaced = text && (await replaceEmbedded(file.path, text, object, der));
	if (text !== undefined && replaced === undefined) {
		throw new UserError(
			'embedded-not-replaceable',
			`${entry.title} in ${file.path} is written in a form that cannot be rewritten here. Nothing was written.`,
		);
	}
	return replaced;
}

async function replace(
	services: Services,
	{ path }: Finding,
	place: CertificateInFile,
	der: Uint8Array,
): Promise<void> {
	const { files, index, settings } = services;
	const content = await exchanged(await files.read(path), place, der);
	if (content === undefined || index.workspace.get(path) !== place.file) {
		throw new UserError(
			'changed-since-read',
			`${path} changed since it was read. Nothing was written.`,
		);
	}
	const uri = files.uriOf(path);
	const { writeFiles, restoreBackups } = await import('../../workspace/writeFiles');
	const { keepBackups } = settings.for(uri).create;
	const report = await writeFiles([{ path: uri.fsPath, content, isSecret: false }], {
		canReplace: true,
		keepBackups,
	});
	files.announce([uri]);
	const name = visibleText(place.object.certificate.subject.commonName ?? baseName(path));
	const backup = report.written[0]?.backup;
	if (backup === undefined) {
		void vscode.window.showInformationMessage(`Reissued ${name}.`);
		return;
	}
	const undo = 'Undo';
	const pressed = await vscode.window.showInformationMessage(
		`Reissued ${name}; the old one is ${baseName(backup.replaceAll('\\', '/'))}.`,
		undo,
	);
	if (pressed === undo) {
		await restoreBackups(report);
		files.announce([uri]);
	}
}
