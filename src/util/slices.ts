/** Longest run of work before others get their turn: half of the 20 ms the extension host may lag. */
const sliceMs = 8;

/** Resolves at once while the slice lasts, else after everything else that waits has had its turn. */
export type Pause = () => Promise<void>;

/** Starts a run of sliced work: call the result between steps, and a busy loop never blocks the host. */
export function createSlices(): Pause {
	let start = performance.now();
	return async () => {
		if (performance.now() - start < sliceMs) {
			return;
		}
		await new Promise((resolve) => setImmediate(resolve));
		start = performance.now();
	};
}
