import * as vscode from 'vscode';
import type { Services } from '../../services';
import type { Disposable } from '../../util/dispose';
import { UserError } from '../../util/userError';
import type { Node } from './nodes/node';
import type { CertificatesView } from './view';

/** How to show a file's certificate in the view. */
interface RevealOptions {
	/** Opens the view and moves the keyboard there; without it a hidden view stays hidden. */
	readonly focus?: boolean;
}

/** The commands of the view and its rows. */
export function registerCommands(
	services: Services,
	view: CertificatesView,
): readonly Disposable[] {
	const { registerCommand, settings, index, log } = services;
	return [
		registerCommand('mtls.refresh', () => index.refresh()),
		registerCommand('mtls.groupByIssuer', () => settings.update('view.groupBy', 'issuer')),
		registerCommand('mtls.groupByFile', () => settings.update('view.groupBy', 'file')),
		registerCommand('mtls.groupByExpiry', () => settings.update('view.groupBy', 'expiry')),
		registerCommand('mtls.filter', async () => (await import('./filterBox')).askFilter(view)),
		registerCommand('mtls.changeFilter', async () => (await import('./filterBox')).askFilter(view)),
		registerCommand('mtls.clearFilter', () => view.setFilter('')),
		registerCommand('mtls.unlock', async (node: Node | undefined) =>
			(await import('./unlock')).unlock(services, view, node),
		),
		registerCommand('mtls.openSettings', () =>
			vscode.commands.executeCommand(
				'workbench.action.openSettings',
				'@ext:mtls-workbench.mtls-workbench',
			),
		),
		registerCommand('mtls.showLog', () => log.show()),
		registerCommand('mtls.showMore', (parentId: string) => view.provider.showMore(parentId)),
		registerCommand('mtls.copyValue', (node: Node) => copy(node.value)),
		registerCommand('mtls.copyPath', (node: Node) => copy(node.place?.path)),
		registerCommand(
			'mtls.revealCertificate',
			async (path: string, { focus = false }: RevealOptions = {}) => {
				if (focus || view.tree.visible) {
					await view.reveal(path, focus);
				}
			},
		),
	];
}

async function copy(text: string | undefined): Promise<void> {
	if (text === undefined) {
		throw new UserError('nothing-to-copy', 'This row has no value to copy.');
	}
	await vscode.env.clipboard.writeText(text);
}
