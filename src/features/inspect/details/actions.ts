import * as vscode from 'vscode';
import type { Services } from '../../../services';
import type { Details } from '../../../workspace/details';
import { isAuthority, keyOf } from '../../../workspace/identities';
import { fileAt } from '../context';
import type { FollowedObject } from './followedObject';
import type { DetailAction } from './messages';
import type { PageState } from './regions';

/** The buttons of the title: what can be done with this object now. */
export function actionsOf(services: Services, followed: FollowedObject): PageState['actions'] {
	const { object, path } = followed;
	const file = fileAt(services, path);
	if (object.kind !== 'certificate' || file === undefined) {
		return [];
	}
	const { workspace } = services.index;
	const place = { file, object };
	if (keyOf(workspace, place) === undefined) {
		return [];
	}
	if (isAuthority(object.certificate)) {
		return [
			{ action: 'createServer', title: 'Create Server Certificate...' },
			{ action: 'createClient', title: 'Create Client Certificate...' },
		];
	}
	const isClient = workspace.roleOf(place) === 'client';
	return isClient ? [{ action: 'probe', title: 'Probe as This Client...' }] : [];
}

/** Does what a button says; the commands ask and answer as they do everywhere. */
export async function runAction(
	action: Exclude<DetailAction, 'pin'>,
	{ path, object }: FollowedObject,
	{ verdict }: Details,
): Promise<void> {
	const target = { place: { path, line: object.line, start: object.start } };
	const run = (command: string, argument: unknown): Thenable<unknown> =>
		vscode.commands.executeCommand(command, argument);
	switch (action) {
		case 'fix':
			await run('mtls.reissueWithFix', { path, line: object.line, ruleId: verdict.ruleId });
			return;
		case 'createServer':
			await run('mtls.createServerCertificate', target);
			return;
		case 'createClient':
			await run('mtls.createClientCertificate', target);
			return;
		case 'probe':
			await run('mtls.probeAsClient', target);
	}
}
