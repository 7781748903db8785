import * as vscode from 'vscode';
import { setContextKey } from '../../editor/contextKeys';
import { requireTrust } from '../../editor/workspaceTrust';
import { UserError } from '../../util/userError';
import { certificateLabel } from '../../workspace/identities';
import type { KeyedCertificate } from '../../workspace/identities';
import type { Lab } from './lab';
import { placeText } from './probeModel';
import type { ProbeTarget } from './probeTarget';
import { parseTarget } from './probeTarget';
import { ProbeTab } from './probeTab';
import { pathOfArgument, serverIdOfArgument } from './rows';
import { clientCandidates, clientsOf } from './serverChoice';
import { passphraseOf } from './startTestServer';

/** Asks for target and client, then probes. */
export async function probeAny(lab: Lab): Promise<void> {
	await lab.services.index.whenReady();
	const target = await chooseTarget(lab);
	await open(lab, target, await chooseClient(lab, target));
}

/** Probes a running server as the first client that it should let in; no question. */
export async function probeServer(lab: Lab, calledOn: unknown): Promise<void> {
	await lab.services.index.whenReady();
	const server = lab.get(serverIdOfArgument(calledOn) ?? lab.all[0]?.id ?? 0);
	if (server === undefined) {
		await probeAny(lab);
		return;
	}
	const [client] = clientsOf(lab.services.index.workspace, server.clientAuthorities);
	await open(lab, { host: server.host, port: server.port }, client);
}

/** Probes as the client of a row of the Certificates view. */
export async function probeAsClient(lab: Lab, calledOn: unknown): Promise<void> {
	await lab.services.index.whenReady();
	const path = pathOfArgument(calledOn);
	const client = clientCandidates(lab.services.index.workspace).find(
		({ place }) => place.file.path === path,
	);
	if (client === undefined) {
		throw new UserError(
			'no-client-key',
			'The private key of this certificate is not in this workspace, so it cannot be sent.',
		);
	}
	const [only, ...others] = lab.all;
	const target =
		only !== undefined && others.length === 0
			? { host: only.host, port: only.port }
			: await chooseTarget(lab);
	await open(lab, target, client);
}

/** Repeats the last probe of this window. */
export async function probeAgain(lab: Lab): Promise<void> {
	const tab = ProbeTab.last(lab);
	if (tab === undefined) {
		await probeAny(lab);
		return;
	}
	await tab.run();
}

async function open(
	lab: Lab,
	target: ProbeTarget,
	client: KeyedCertificate | undefined,
): Promise<void> {
	if (client !== undefined) {
		requireTrust();
	}
	const passphrase = client === undefined ? undefined : await passphraseOf(lab.services, client);
	setContextKey('mtls.hasProbed', true);
	await ProbeTab.open(lab, { target, client, passphrase }).run();
}

interface TargetItem extends vscode.QuickPickItem {
	readonly target?: ProbeTarget;
}

async function chooseTarget(lab: Lab): Promise<ProbeTarget> {
	const item = (icon: string, target: ProbeTarget, description: string): TargetItem => ({
		label: `$(${icon}) ${placeText(target.host, target.port)}`,
		description,
		target,
	});
	const servers = lab.all.map(({ host, port }) => item('broadcast', { host, port }, 'test server'));
	const known = new Set(servers.map(({ label }) => label.replace('broadcast', 'target')));
	const earlier = ProbeTab.targets(lab)
		.map((target) => item('target', target, 'probed before'))
		.filter(({ label }) => !known.has(label));
	if (servers.length + earlier.length === 0) {
		return askTarget();
	}
	const other: TargetItem = { label: '$(edit) Other host and port...' };
	const chosen = await vscode.window.showQuickPick([...servers, ...earlier, other], {
		title: 'Probe',
		placeHolder: 'Server to probe',
	});
	if (chosen === undefined) {
		throw new vscode.CancellationError();
	}
	return chosen.target ?? askTarget();
}

async function askTarget(): Promise<ProbeTarget> {
	const typed = await vscode.window.showInputBox({
		title: 'Probe',
		prompt: 'Host and port of the server',
		placeHolder: 'localhost:8443, api.example.test:443, [::1]:8443',
		ignoreFocusOut: true,
		validateInput: (text) =>
			parseTarget(text) === undefined
				? 'Enter a host and a port, such as localhost:8443.'
				: undefined,
	});
	const target = typed === undefined ? undefined : parseTarget(typed);
	if (target === undefined) {
		throw new vscode.CancellationError();
	}
	return target;
}

/** No question without a client here, and none in restricted mode, where no key is used. */
async function chooseClient(lab: Lab, target: ProbeTarget): Promise<KeyedCertificate | undefined> {
	const { workspace } = lab.services.index;
	const clients = vscode.workspace.isTrusted ? clientCandidates(workspace) : [];
	if (clients.length === 0) {
		return undefined;
	}
	const server = lab.all.find(({ port }) => port === target.port);
	const fitting = server === undefined ? [] : clientsOf(workspace, server.clientAuthorities);
	const ordered = [...new Set([...fitting.map(samePlace(clients)), ...clients])];
	const items = ordered.map((client) => ({
		label: `$(account) ${certificateLabel(client.place)}`,
		description: client.place.file.path,
		client,
	}));
	const none = { label: '$(circle-slash) No certificate', description: '', client: undefined };
	const chosen = await vscode.window.showQuickPick([...items, none], {
		title: `Probe ${placeText(target.host, target.port)}`,
		placeHolder: 'Client certificate to send',
		matchOnDescription: true,
	});
	if (chosen === undefined) {
		throw new vscode.CancellationError();
	}
	return chosen.client;
}

/** The entry of the list for the same certificate, so that nobody is listed twice. */
function samePlace(clients: readonly KeyedCertificate[]) {
	return (client: KeyedCertificate): KeyedCertificate =>
		clients.find(
			({ certificate }) => certificate.fingerprintSha256 === client.certificate.fingerprintSha256,
		) ?? client;
}
