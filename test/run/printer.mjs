import process from 'node:process';

/**
 * Prints sections in a fixed order while they are written side by side: the first that has not
 * ended is printed as it comes, those behind it when their turn comes.
 *
 * @param {readonly string[]} ids all sections, in their order
 */
export function inOrder(ids) {
	const queue = ids.map((id) => ({ id, text: '', hasEnded: false }));
	const flush = () => {
		for (let first = queue[0]; first !== undefined; first = queue[0]) {
			process.stdout.write(first.text);
			first.text = '';
			if (!first.hasEnded) {
				return;
			}
			queue.shift();
		}
	};
	/**
	 * Begins a section; what is printed before `end` belongs to it.
	 *
	 * @param {string} id
	 * @param {string} title
	 */
	const section = (id, title) => {
		const own = queue.find((one) => one.id === id);
		if (own === undefined) {
			throw new Error(`There is no section ${id}, or it has ended.`);
		}
		own.text = `\n== ${title}\n`;
		const startedAt = Date.now();
		flush();
		return {
			print(/** @type {string} */ text) {
				own.text += text;
				flush();
			},
			end() {
				own.text += `   ${((Date.now() - startedAt) / 1000).toFixed(1)} s\n`;
				own.hasEnded = true;
				flush();
			},
		};
	};
	return { section };
}
