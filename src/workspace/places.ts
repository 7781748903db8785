/** Values by a key that several share; each is found again by its id, for removal. */
export class Places<T> {
	readonly #groups = new Map<string, Map<string, T>>();

	add(key: string, id: string, value: T): void {
		const group = this.#groups.get(key);
		if (group === undefined) {
			this.#groups.set(key, new Map([[id, value]]));
		} else {
			group.set(id, value);
		}
	}

	delete(key: string, id: string): void {
		const group = this.#groups.get(key);
		group?.delete(id);
		if (group?.size === 0) {
			this.#groups.delete(key);
		}
	}

	/** In the order in which they came. */
	get(key: string): readonly T[] {
		const group = this.#groups.get(key);
		return group === undefined ? [] : [...group.values()];
	}
}
