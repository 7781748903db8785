import type { Finding, LintFile } from '../lint/rule';
import type { Disposable } from '../util/dispose';
import { Emitter, type Event } from '../util/emitter';
import { createSlices } from '../util/slices';
import type { CertificateIndex } from './certificateIndex';

/** What the rules find in each file of the index, at rest and while things change. */
export interface Findings extends Disposable {
	/** Judges the file now unless that was done since the last change anywhere. */
	of(path: string): readonly Finding[];
	/** Files whose findings may read differently than before. */
	readonly onDidChange: Event<readonly string[]>;
	/** Judges everything again: the rules' settings or the day have changed. */
	invalidate(): void;
	/** Resolves when no file waits to be judged. */
	whenSettled(): Promise<void>;
}

/** How one file is judged; binds the rules to the options of its folder and the time. */
export type Judge = (file: LintFile) => readonly Finding[];

/**
 * Keeps findings beside the index. A finding may depend on any other file (its issuer, its key), so
 * a change anywhere makes all of them doubtful: the changed files are judged first, the others
 * follow in slices, and only those that read differently are announced.
 */
export function createFindings(index: CertificateIndex, judge: Judge): Findings {
	return new LiveFindings(index, judge);
}

interface Judged {
	readonly generation: number;
	readonly findings: readonly Finding[];
	readonly digest: string;
}

class LiveFindings implements Findings {
	readonly onDidChange: Event<readonly string[]>;
	readonly #index: CertificateIndex;
	readonly #judge: Judge;
	readonly #changes = new Emitter<readonly string[]>();
	readonly #subscription: Disposable;
	readonly #judged = new Map<string, Judged>();
	/** What listeners know, which may be older than what was judged since. */
	readonly #announced = new Map<string, string>();
	#generation = 0;
	#first: readonly string[] = [];
	#isDisposed = false;
	#run: Promise<void> | undefined;

	constructor(index: CertificateIndex, judge: Judge) {
		this.#index = index;
		this.#judge = judge;
		this.onDidChange = this.#changes.event;
		this.#subscription = index.onDidChange(({ paths }) => {
			if (paths.length > 0) {
				this.#restart(paths);
			}
		});
	}

	of(path: string): readonly Finding[] {
		return this.#judgeFile(path)?.findings ?? [];
	}

	invalidate(): void {
		this.#restart([]);
	}

	async whenSettled(): Promise<void> {
		while (this.#run !== undefined) {
			await this.#run;
		}
	}

	dispose(): void {
		this.#isDisposed = true;
		this.#subscription.dispose();
		this.#changes.dispose();
	}

	#restart(first: readonly string[]): void {
		this.#generation++;
		this.#first = [...this.#first, ...first];
		this.#run ??= this.#work().finally(() => {
			this.#run = undefined;
		});
	}

	async #work(): Promise<void> {
		let generation;
		do {
			// The event that started this comes before the tree and others have seen the change.
			await new Promise((resolve) => setImmediate(resolve));
			generation = this.#generation;
			await this.#pass(generation);
		} while (generation !== this.#generation && !this.#isDisposed);
	}

	async #pass(generation: number): Promise<void> {
		const pause = createSlices();
		const first = new Set(this.#first);
		this.#first = [];
		const changed: string[] = [];
		for (const path of first) {
			// Told in any case: offsets move without a word of a finding changing, and what was said
			// about a file that went away has to go with it.
			this.#announced.set(path, this.#judgeFile(path)?.digest ?? '');
			changed.push(path);
			await pause();
		}
		for (const { path } of [...this.#index.workspace.files]) {
			if (generation !== this.#generation || this.#isDisposed) {
				break;
			}
			const digest = this.#judgeFile(path)?.digest ?? '';
			if (digest !== (this.#announced.get(path) ?? '')) {
				this.#announced.set(path, digest);
				changed.push(path);
			}
			await pause();
		}
		if (changed.length > 0 && !this.#isDisposed) {
			this.#changes.fire([...new Set(changed)]);
		}
	}

	#judgeFile(path: string): Judged | undefined {
		const known = this.#judged.get(path);
		if (known?.generation === this.#generation) {
			return known;
		}
		const file = this.#index.workspace.get(path);
		if (file === undefined) {
			this.#judged.delete(path);
			return undefined;
		}
		const findings = this.#judge(file);
		const judged = { generation: this.#generation, findings, digest: digestOf(findings) };
		this.#judged.set(path, judged);
		return judged;
	}
}

/** All that a reader could see of the findings. */
function digestOf(findings: readonly Finding[]): string {
	return findings
		.map(({ rule, severity, line, message }) => [rule.id, severity, line, message].join(' '))
		.join('\n');
}
