import * as vscode from 'vscode';
import { conditions } from '../../workspace/treeFilter';
import type { CertificatesView } from './view';

interface FilterItem extends vscode.QuickPickItem {
	/** Undefined for the row that accepts what is typed. */
	readonly word: string | undefined;
}

/**
 * Asks for the filter of the view, which follows while somebody types. Enter keeps it, an empty one
 * shows everything again, Escape goes back to what it was.
 */
export async function askFilter(view: CertificatesView): Promise<void> {
	const before = view.filterText;
	const box = vscode.window.createQuickPick<FilterItem>();
	box.title = 'Filter Certificates';
	box.placeholder = 'Name, file or issuer; role:client, state:expired, key:missing';
	box.value = before;
	let typed = 0;
	const follow = async (text: string): Promise<void> => {
		const turn = ++typed;
		const message = await view.setFilter(text);
		if (turn === typed) {
			box.items = itemsOf(text, message);
		}
	};
	box.onDidChangeValue((text) => void follow(text));
	const isKept = await new Promise<boolean>((resolve) => {
		box.onDidAccept(() => {
			const word = box.activeItems[0]?.word;
			if (word === undefined) {
				resolve(true);
				return;
			}
			box.value = `${box.value.replace(/\S*$/, '')}${word} `;
			void follow(box.value);
		});
		box.onDidHide(() => resolve(false));
		void follow(before).then(() => box.show());
	});
	if (!isKept) {
		await view.setFilter(before);
	}
	box.dispose();
}

/** The first row takes what is typed, the others complete its last word. */
function itemsOf(text: string, message: string): FilterItem[] {
	const last = (/\S*$/.exec(text)?.[0] ?? '').toLowerCase();
	const label = message === '' ? 'Show all certificates' : message.replace(/:.*/, '');
	return [
		{ label, word: undefined, alwaysShow: true },
		...conditions
			.filter(({ word }) => word.startsWith(last) && !text.includes(word))
			// VS Code puts labels that match on top, where Enter would take them; so the word comes second.
			.map(({ word, meaning }) => ({ label: meaning, description: word, word, alwaysShow: true })),
	];
}
