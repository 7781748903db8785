/** One way to do a job. */
export interface Contender {
	readonly name: string;
	/** Does the job for about `budgetMs` and tells how long one item took, in milliseconds. */
	measure(budgetMs: number): Promise<number> | number;
}

/** How a contender did beside the first one. */
export interface Standing {
	readonly name: string;
	/** Median time of one item. */
	readonly medianMs: number;
	/** Median of its time divided by ours of the same round; above 1 it is slower than we are. */
	readonly ratio: number;
}

/**
 * Lets contenders take turns, so that whatever else this machine does hits all of them alike; the
 * order turns by one in every round. The first contender is the one the ratios are about.
 */
export async function compare(
	contenders: readonly Contender[],
	{ rounds, budgetMs }: { readonly rounds: number; readonly budgetMs: number },
): Promise<Standing[]> {
	const times = contenders.map((): number[] => []);
	for (const contender of contenders) {
		// Unmeasured: compiles the code and fills the caches.
		await contender.measure(budgetMs / 2);
	}
	for (let round = 0; round < rounds; round++) {
		for (let turn = 0; turn < contenders.length; turn++) {
			const index = (turn + round) % contenders.length;
			times[index]?.push((await contenders[index]?.measure(budgetMs)) ?? Number.NaN);
		}
	}
	const ours = times[0] ?? [];
	return contenders.map(({ name }, index) => {
		const theirs = times[index] ?? [];
		return {
			name,
			medianMs: median(theirs),
			ratio: median(theirs.map((time, round) => time / (ours[round] ?? Number.NaN))),
		};
	});
}

/** The middle value; the mean of the two in the middle of an even number. */
export function median(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	const half = Math.floor(sorted.length / 2);
	const upper = sorted[half] ?? Number.NaN;
	return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? Number.NaN) + upper) / 2;
}

/** A contender that goes through the same items again and again until its time is up. */
export function loop<T>(name: string, items: readonly T[], work: (item: T) => unknown): Contender {
	return {
		name,
		measure(budgetMs) {
			const start = performance.now();
			let elapsed: number;
			let count = 0;
			do {
				for (const item of items) {
					kept = work(item);
				}
				count += items.length;
				elapsed = performance.now() - start;
			} while (elapsed < budgetMs);
			return elapsed / count;
		},
	};
}

/** Holds the last result, so that no compiler finds out that nobody looks at it. */
export let kept: unknown;
