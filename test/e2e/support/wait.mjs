/**
 * Resolves as soon as the condition returns something true, with what it returned. For what no
 * locator can wait for: a file, a count, a text that settles.
 *
 * @template T
 * @param {string} what completes the sentence "Waited 20 seconds until ..."
 * @param {() => Promise<T> | T} condition
 * @param {number} [timeoutMs]
 * @returns {Promise<NonNullable<T>>}
 */
export async function waitUntil(what, condition, timeoutMs = 20_000) {
	const deadline = Date.now() + timeoutMs;
	for (;;) {
		const result = await condition();
		if (result) {
			return /** @type {NonNullable<T>} */ (result);
		}
		if (Date.now() > deadline) {
			throw new Error(`Waited ${timeoutMs / 1000} seconds until ${what}.`);
		}
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
}
