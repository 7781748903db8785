import * as vscode from 'vscode';
import { askPassphrase } from '../../editor/passphraseBox';
import { requireTrust } from '../../editor/workspaceTrust';
import type { CertificateInFile } from '../../lint/rule';
import { PortError } from '../../mtls/server';
import type { Services } from '../../services';
import { UserError } from '../../util/userError';
import { certificateLabel } from '../../workspace/identities';
import type { KeyedCertificate } from '../../workspace/identities';
import { opensKey, readPrivateKeyPem } from '../../workspace/identityFiles';
import type { Lab } from './lab';
import type { LabServer } from './labServer';
import { fileName, pathOfArgument } from './rows';
import type { ServerRequest } from './servedFiles';
import { clientAuthorityCandidates, clientsOf, serverCandidates } from './serverChoice';

/** Starts a test server for the certificate a command was called on, else for the only one, else asks. */
export async function startTestServer(lab: Lab, calledOn: unknown): Promise<void> {
	requireTrust();
	const { services } = lab;
	await services.index.whenReady();
	const identity = await chooseServer(services, pathOfArgument(calledOn));
	const authorities = await chooseClientAuthorities(services, identity);
	const settings = services.settings.current.server;
	const running = lab.all.find(
		(server) =>
			server.identity.certificate.fingerprintSha256 === identity.certificate.fingerprintSha256,
	);
	if (running !== undefined) {
		// The same server a second time is nobody's wish; the view shows that it runs.
		await vscode.commands.executeCommand('mtls.lab.focus');
		return;
	}
	const server = await listen(lab, {
		identity,
		passphrase: await passphraseOf(services, identity),
		clientAuthorities: authorities,
		host: settings.host,
		port: settings.port,
		clientCertificate: settings.clientCertificate,
		isStrict: settings.refusal === 'drop',
	});
	if (server !== undefined) {
		void announce(lab, server);
	}
}

/** Asks for the passphrase of a key that needs one; it stays in memory while the key is in use. */
export async function passphraseOf(
	services: Services,
	{ key }: KeyedCertificate,
): Promise<string | undefined> {
	if (key.object.kind !== 'encryptedPrivateKey') {
		return undefined;
	}
	const pem = await readPrivateKeyPem(services.files, key);
	return askPassphrase(fileName(key.file.path), (typed) => opensKey(pem, typed));
}

async function chooseServer(
	{ index }: Services,
	path: string | undefined,
): Promise<KeyedCertificate> {
	const candidates = serverCandidates(index.workspace);
	const called = candidates.find(({ place }) => place.file.path === path);
	const [first] = candidates;
	if (first === undefined) {
		throw new UserError(
			'no-server-certificate',
			'No server certificate with its private key is in this workspace.',
			{ actions: [{ title: 'Create One...', command: 'mtls.createSet' }] },
		);
	}
	if (called !== undefined || candidates.length === 1) {
		return called ?? first;
	}
	const items = candidates.map((keyed) => ({
		label: `$(server) ${certificateLabel(keyed.place)}`,
		description: keyed.place.file.path,
		keyed,
	}));
	const chosen = await vscode.window.showQuickPick(items, {
		title: 'Start Test Server',
		placeHolder: 'Server certificate',
		matchOnDescription: true,
	});
	return orCancel(chosen).keyed;
}

async function chooseClientAuthorities(
	{ index }: Services,
	identity: KeyedCertificate,
): Promise<readonly CertificateInFile[]> {
	const candidates = clientAuthorityCandidates(index.workspace, identity);
	if (candidates.length === 0) {
		throw new UserError(
			'no-client-authority',
			'No CA certificate is in this workspace, so no client could be let in.',
			{ actions: [{ title: 'Create One...', command: 'mtls.createRootCa' }] },
		);
	}
	if (candidates.length === 1) {
		return candidates;
	}
	const items = candidates.map((place) => ({
		label: `$(verified) ${certificateLabel(place)}`,
		description: place.file.path,
		place,
	}));
	const chosen = await vscode.window.showQuickPick(items, {
		title: 'Start Test Server',
		placeHolder: 'CA whose clients are let in',
		matchOnDescription: true,
	});
	return [orCancel(chosen).place];
}

/** Listens, and goes on to another port only when told to; undefined when it was not. */
async function listen(lab: Lab, request: ServerRequest): Promise<LabServer | undefined> {
	const servers = await lab.servers();
	for (let port = request.port; ;) {
		try {
			return await servers.start({ ...request, port });
		} catch (error) {
			if (!(error instanceof PortError)) {
				throw error;
			}
			const next = await offerPort(lab, error);
			if (next === undefined) {
				return undefined;
			}
			port = next;
		}
	}
}

async function offerPort(lab: Lab, error: PortError): Promise<number | undefined> {
	const isOurs = lab.all.some(({ port }) => port === error.port);
	const message = isOurs
		? error.message.replace('another program', 'a test server of this window')
		: error.message;
	const use = error.freePort === undefined ? undefined : `Use ${error.freePort}`;
	const choose = 'Choose Port...';
	const buttons = [...(use === undefined ? [] : [use]), choose];
	const pressed = await vscode.window.showWarningMessage(message, ...buttons);
	if (pressed === undefined) {
		return undefined;
	}
	if (pressed === use) {
		return error.freePort;
	}
	const typed = await vscode.window.showInputBox({
		title: 'Start Test Server',
		prompt: 'Port of the test server; 0 takes any free one',
		value: String(error.freePort ?? 0),
		validateInput: (text) =>
			/^\d{1,5}$/.test(text) && Number(text) < 65536
				? undefined
				: 'Enter a number from 0 to 65535.',
	});
	return typed === undefined ? undefined : Number(typed);
}

/** Once per window: who has seen it knows where the status bar and the Test Lab show later starts. */
async function announce(lab: Lab, server: LabServer): Promise<void> {
	if (lab.isAnnounced) {
		return;
	}
	lab.isAnnounced = true;
	const [client] = clientsOf(lab.services.index.workspace, server.clientAuthorities);
	const probe = client === undefined ? 'Probe...' : `Probe as ${certificateLabel(client.place)}`;
	const copy = 'Copy curl Command';
	const pressed = await vscode.window.showInformationMessage(announcement(server), probe, copy);
	const row = { kind: 'server', serverId: server.id };
	if (pressed === probe) {
		await vscode.commands.executeCommand('mtls.probeServer', row);
	} else if (pressed === copy) {
		await vscode.commands.executeCommand('mtls.copyCurlCommand', row);
	}
}

function announcement({ host, port, clientAuthorities, clientCertificate }: LabServer): string {
	const names = clientAuthorities.map(certificateLabel).join(', ');
	const url = `https://${host}:${port}`;
	const whom =
		clientCertificate === 'require'
			? `lets in clients issued by ${names}.`
			: 'also lets in clients without a certificate.';
	// The proxy in front of a browser-hosted VS Code ends TLS, and no client certificate passes it.
	const inBrowser =
		vscode.env.uiKind === vscode.UIKind.Web
			? " Use the probe, or curl in the terminal: no client certificate passes this editor's proxy to a browser tab."
			: '';
	return `Test server on ${url} ${whom}${inBrowser}`;
}

function orCancel<T>(chosen: T | undefined): T {
	if (chosen === undefined) {
		throw new vscode.CancellationError();
	}
	return chosen;
}
