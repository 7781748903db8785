import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The commands of a block of docs/tutorials.md, whose fence ends with this label. */
export function recipe(label: string, replacements: Readonly<Record<string, string>> = {}): string {
	const block = blocks.get(label);
	if (block === undefined) {
		throw new Error(`docs/tutorials.md has no block ${label}`);
	}
	return Object.entries(replacements).reduce((text, [from, to]) => {
		if (!text.includes(from)) {
			throw new Error(`block ${label} of docs/tutorials.md does not say ${from}`);
		}
		return text.replaceAll(from, to);
	}, block);
}

/** Labels of all blocks, in order. */
export function recipeLabels(): string[] {
	return [...blocks.keys()];
}

const blocks = readBlocks(readFileSync(join(process.cwd(), 'docs/tutorials.md'), 'utf8'));

function readBlocks(text: string): Map<string, string> {
	const found = new Map<string, string>();
	for (const [, label = '', commands = ''] of text.matchAll(/^```\w+ (\S+)\n([^]*?)^```$/gm)) {
		if (found.has(label)) {
			throw new Error(`docs/tutorials.md has two blocks ${label}`);
		}
		found.set(label, commands);
	}
	return found;
}
