import * as vscode from 'vscode';
import type { KeyType } from '../../issue/request';
import { keyTypeLabel } from './keyTypes';

/** Work shorter than this is over before its notification would be read. */
const quietMs = 1000;

/** Runs `work`; once it takes longer than a second a notification says so and lets it be cancelled. */
export async function withKeyProgress<T>(
	keyType: KeyType,
	work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
	const abort = new AbortController();
	const result = work(abort.signal);
	const settled = result.then(
		() => undefined,
		() => undefined,
	);
	const isQuick = await Promise.race([
		settled.then(() => true),
		new Promise<boolean>((resolve) => setTimeout(() => resolve(false), quietMs)),
	]);
	if (!isQuick) {
		const label = keyTypeLabel(keyType);
		void vscode.window.withProgress(
			{
				location: vscode.ProgressLocation.Notification,
				title: `Making ${label.startsWith('RSA') ? 'an' : 'a'} ${label} key`,
				cancellable: true,
			},
			(_, token) => {
				token.onCancellationRequested(() => abort.abort(new vscode.CancellationError()));
				return settled;
			},
		);
	}
	return result;
}
