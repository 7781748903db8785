import type { ExtensionContext } from 'vscode';

/** Where passphrases are kept; of the extension's context only what is needed for it. */
export type PassphraseStorage = Pick<ExtensionContext, 'secrets' | 'workspaceState'>;

/** Paths whose passphrases are in the secret storage: it cannot be asked what it holds. */
const rememberedKey = 'rememberedPassphrases';

/**
 * Passphrases of containers that somebody unlocked: in memory until the window closes, and in the
 * machine's secret storage only where that was asked for. They go nowhere else.
 */
export class Passphrases {
	readonly #storage: PassphraseStorage;
	readonly #known = new Map<string, string>();

	constructor(storage: PassphraseStorage) {
		this.#storage = storage;
	}

	/** The passphrase given for a file; undefined if nobody did. */
	of(path: string): string | undefined {
		return this.#known.get(path);
	}

	/** Keeps one for this window, or beyond it; what was remembered before is replaced or forgotten. */
	async set(path: string, passphrase: string, isRemembered: boolean): Promise<void> {
		this.#known.set(path, passphrase);
		const others = this.#remembered.filter((other) => other !== path);
		if (isRemembered) {
			await this.#storage.secrets.store(secretKey(path), passphrase);
			await this.#storage.workspaceState.update(rememberedKey, [...others, path]);
		} else if (others.length < this.#remembered.length) {
			await this.#storage.secrets.delete(secretKey(path));
			await this.#storage.workspaceState.update(rememberedKey, others);
		}
	}

	/** Fetches what was remembered; resolves with the paths that have a passphrase now. */
	async load(): Promise<string[]> {
		const loaded: string[] = [];
		for (const path of this.#remembered) {
			const passphrase = await this.#storage.secrets.get(secretKey(path));
			if (passphrase !== undefined && !this.#known.has(path)) {
				this.#known.set(path, passphrase);
				loaded.push(path);
			}
		}
		return loaded;
	}

	get #remembered(): readonly string[] {
		return this.#storage.workspaceState.get<readonly string[]>(rememberedKey) ?? [];
	}
}

function secretKey(path: string): string {
	return `passphrase:${path}`;
}
