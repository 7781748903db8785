import * as vscode from 'vscode';
import type { Disposable } from '../../util/dispose';
import { visibleText } from '../../util/visibleText';
import { connectionDescription, serverDescription } from './labServer';
import type { LabConnection, LabServer } from './labServer';
import type { Lab } from './lab';

/** A row of the Test Lab; commands get it as their argument. */
export type LabNode =
	| { readonly kind: 'server'; readonly serverId: number }
	| { readonly kind: 'connection'; readonly serverId: number; readonly connection: LabConnection };

/** Shows the running servers with their connections, newest first. */
export function createLabView(lab: Lab): Disposable {
	const changes = new vscode.EventEmitter<undefined>();
	const view = vscode.window.createTreeView<LabNode>('mtls.lab', {
		treeDataProvider: {
			onDidChangeTreeData: changes.event,
			getChildren: (node) => childrenOf(lab, node),
			getTreeItem: (node) => itemOf(lab, node),
			getParent: (node) =>
				node.kind === 'connection' ? { kind: 'server', serverId: node.serverId } : undefined,
		},
	});
	const look = (): void => {
		if (view.visible) {
			lab.markSeen();
		}
	};
	return vscode.Disposable.from(
		view,
		changes,
		lab.onDidChange(() => {
			changes.fire(undefined);
			look();
		}),
		view.onDidChangeVisibility(look),
	);
}

function childrenOf(lab: Lab, node: LabNode | undefined): LabNode[] {
	if (node === undefined) {
		return lab.all.map(({ id }) => ({ kind: 'server', serverId: id }));
	}
	if (node.kind === 'connection') {
		return [];
	}
	const { serverId } = node;
	return (lab.get(serverId)?.connections ?? []).map((connection) => ({
		kind: 'connection',
		serverId,
		connection,
	}));
}

function itemOf(lab: Lab, node: LabNode): vscode.TreeItem {
	if (node.kind === 'connection') {
		return connectionItem(node.serverId, node.connection);
	}
	const server = lab.get(node.serverId);
	return server === undefined ? new vscode.TreeItem('') : serverItem(server);
}

function serverItem(server: LabServer): vscode.TreeItem {
	const label = `${server.host}:${server.port}`;
	const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Expanded);
	const description = serverDescription(server);
	item.id = `server-${server.id}`;
	item.contextValue = 'testServer';
	item.description = description;
	item.iconPath = new vscode.ThemeIcon(
		'broadcast',
		new vscode.ThemeColor(
			server.state === 'last-good' ? 'list.warningForeground' : 'testing.iconPassed',
		),
	);
	const authorities = server.clientAuthorities.map(({ file }) => file.path).join(', ');
	item.tooltip = [
		`https://${label}, on this machine only`,
		`Certificate ${server.identity.place.file.path}`,
		`Lets in clients issued by ${authorities}`,
	].join('\n');
	item.accessibilityInformation = { label: `Test server ${label}, ${description}` };
	return item;
}

const outcomeIcons: Readonly<
	Record<LabConnection['outcome'], readonly [string, string | undefined]>
> = {
	accepted: ['pass', 'testing.iconPassed'],
	refused: ['error', 'testing.iconFailed'],
	left: ['question', undefined],
};

function connectionItem(serverId: number, connection: LabConnection): vscode.TreeItem {
	const name = visibleText(connection.who);
	const item = new vscode.TreeItem(name);
	const description = connectionDescription(connection);
	const [icon, color] = outcomeIcons[connection.outcome];
	item.id = `server-${serverId}-connection-${connection.id}`;
	item.contextValue = `connection+${connection.outcome}`;
	item.description = description;
	item.iconPath = new vscode.ThemeIcon(
		icon,
		color === undefined ? undefined : new vscode.ThemeColor(color),
	);
	item.tooltip = connection.details.join('\n');
	item.accessibilityInformation = { label: `${name}, ${description}` };
	return item;
}
