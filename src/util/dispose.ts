/** Something that holds a resource until told to let go; the shape VS Code uses too. */
export interface Disposable {
	dispose(): void;
}

/** Lets go of everything added to it at once; what arrives after that is let go of immediately. */
export class Disposables implements Disposable {
	readonly #items = new Set<Disposable>();
	#isDisposed = false;

	get isDisposed(): boolean {
		return this.#isDisposed;
	}

	/** Takes ownership and hands the item back, so that creating and registering are one statement. */
	add<T extends Disposable>(item: T): T {
		if (this.#isDisposed) {
			item.dispose();
		} else {
			this.#items.add(item);
		}
		return item;
	}

	/** Takes ownership of several items. */
	push(...items: readonly Disposable[]): void {
		for (const item of items) {
			this.add(item);
		}
	}

	/** Last in, first out: later items may use earlier ones until the end. */
	dispose(): void {
		this.#isDisposed = true;
		const items = [...this.#items].reverse();
		this.#items.clear();
		for (const item of items) {
			item.dispose();
		}
	}
}

/** A disposable that runs `action` once, however often it is disposed. */
export function onDispose(action: () => void): Disposable {
	let isDone = false;
	return {
		dispose: () => {
			if (!isDone) {
				isDone = true;
				action();
			}
		},
	};
}
