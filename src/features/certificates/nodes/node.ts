import * as vscode from 'vscode';
import type { Finding, LintFile, Severity } from '../../../lint/rule';
import type { IssuerTree } from '../../../workspace/issuerTree';
import type { SummaryContext } from '../../../workspace/summary';
import type { Place } from '../../../workspace/summary/summary';

/** One row of the view. Commands of the context menu are handed the node itself. */
export interface Node {
	/** Stays the same while the row means the same, so that it stays expanded and selected. */
	readonly id: string;
	readonly parent: Node | undefined;
	/** Where the row leads; menus that open files need it. */
	readonly place?: Place | undefined;
	/** What Copy Value copies. */
	readonly value?: string | undefined;
	readonly item: () => vscode.TreeItem;
	readonly children: () => readonly Node[];
	/** Made when the pointer rests on the row, where making it for all rows would take long. */
	readonly tooltip?: () => vscode.MarkdownString;
}

/** What the nodes of one state of the view are made from. */
export interface NodeContext extends SummaryContext {
	readonly tree: IssuerTree;
	readonly fileOf: (path: string) => LintFile | undefined;
	readonly uriOf: (path: string) => vscode.Uri;
	/** While a filter is on: the files that hold something that matches. */
	readonly shownPaths: ReadonlySet<string> | undefined;
}

/** No children: most rows. */
export const none = (): readonly Node[] => [];

/** The parts of a row that every kind of node sets. */
export interface Row {
	readonly id: string;
	readonly label: string;
	readonly description?: string;
	readonly icon: vscode.ThemeIcon;
	readonly contextValue: string;
	readonly state?: vscode.TreeItemCollapsibleState;
	/** Undefined leaves it to the node's own `tooltip`. */
	readonly tooltip?: string | vscode.MarkdownString | undefined;
	readonly hasLazyTooltip?: boolean;
	/** Read out in place of label and description. */
	readonly spoken?: string;
	readonly place?: Place | undefined;
	readonly findings?: readonly Finding[];
	/** A file whose icon and decorations the row takes over. */
	readonly resource?: vscode.Uri;
}

/** A tree item; rows with a place open it, rows with findings count them. */
export function treeItem(row: Row): vscode.TreeItem {
	const state = row.state ?? vscode.TreeItemCollapsibleState.None;
	const item = new vscode.TreeItem(row.label, state);
	item.id = row.id;
	item.iconPath = row.icon;
	item.contextValue = row.contextValue;
	if (row.hasLazyTooltip !== true) {
		item.tooltip = row.tooltip ?? '';
	}
	item.accessibilityInformation = {
		label: row.spoken ?? [row.label, row.description].filter(Boolean).join(', '),
	};
	if (row.description !== undefined) {
		item.description = row.description;
	}
	if (row.place !== undefined) {
		item.command = { title: 'Open File', command: 'mtls.openFile', arguments: [row.place] };
	}
	if (row.findings !== undefined && row.findings.length > 0) {
		item.resourceUri = decorationUri(row.id, row.findings);
	}
	if (row.resource !== undefined) {
		item.resourceUri = row.resource;
	}
	return item;
}

/** A row without children, which leads to the place that it shows. */
export function leafNode(parent: Node | undefined, row: Row): Node {
	const { id, place } = row;
	return { id, parent, place, item: () => treeItem(row), children: none };
}

/** The scheme of rows that carry a count; `decorations.ts` draws it. */
export const itemScheme = 'mtls-item';

function decorationUri(id: string, findings: readonly Finding[]): vscode.Uri {
	const query = `${findings.length}&${worst(findings) ?? 'hint'}`;
	return vscode.Uri.from({ scheme: itemScheme, path: `/${encodeURIComponent(id)}`, query });
}

const order: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** The gravest severity among findings; undefined without any. */
export function worst(findings: readonly Finding[]): Severity | undefined {
	return order.find((severity) => findings.some((finding) => finding.severity === severity));
}
