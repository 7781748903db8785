import { onDispose, type Disposable } from './dispose';

/** Subscribes a listener until the result is disposed; VS Code's events have this shape too. */
export type Event<T> = (listener: (value: T) => unknown) => Disposable;

/** The sending side of an `Event`. */
export class Emitter<T> implements Disposable {
	readonly #listeners = new Set<{ readonly call: (value: T) => unknown }>();

	readonly event: Event<T> = (listener) => {
		const entry = { call: listener };
		this.#listeners.add(entry);
		return onDispose(() => this.#listeners.delete(entry));
	};

	/** Calls the listeners that are there now, in the order they came. */
	fire(value: T): void {
		for (const entry of [...this.#listeners]) {
			entry.call(value);
		}
	}

	dispose(): void {
		this.#listeners.clear();
	}
}
