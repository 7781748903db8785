import * as vscode from 'vscode';
import type { Finding, Role } from '../../../lint/rule';
import type { ValidityState } from '../../../workspace/summary/words';
import { worst } from './node';

const roleIcons: Readonly<Record<Role, string>> = {
	ca: 'verified',
	server: 'server',
	client: 'account',
	peer: 'arrow-swap',
	unknown: 'file',
};

/** The kind while all is well, the state as soon as it is not: shape and word change, never color alone. */
export function certificateIcon(
	role: Role,
	state: ValidityState,
	findings: readonly Finding[],
): vscode.ThemeIcon {
	const severity = worst(findings);
	if (state === 'expired' || severity === 'error') {
		return errorIcon;
	}
	if (state === 'future') {
		return colored('clock', 'list.warningForeground');
	}
	return state === 'expiring' || severity === 'warning'
		? warningIcon
		: new vscode.ThemeIcon(roleIcons[role]);
}

/** A product icon in a theme's color. */
export function colored(icon: string, color: string): vscode.ThemeIcon {
	return new vscode.ThemeIcon(icon, new vscode.ThemeColor(color));
}

/** The icon of what is wrong. */
export const errorIcon = colored('error', 'list.errorForeground');

/** The icon of what needs care. */
export const warningIcon = colored('warning', 'list.warningForeground');
