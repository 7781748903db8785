/** How a program ended, with all it printed. */
export interface Ended {
	/** Exit code; null if a signal ended it. */
	readonly status: number | null;
	readonly signal: NodeJS.Signals | null;
	readonly stdout: string;
	readonly stderr: string;
}

/** A program that runs beside the test, with what it printed so far. */
export interface Running {
	readonly stdout: string;
	readonly stderr: string;
	/** Resolves with the first match in either stream; rejects if the program ends or is silent for twenty seconds. */
	waitFor(pattern: RegExp): Promise<RegExpExecArray>;
	/** Settles when it ended by itself or by `end`. */
	readonly ended: Promise<Ended>;
	/** Signals it, and waits until it is gone. */
	end(signal?: NodeJS.Signals): Promise<Ended>;
}

/** Programs of a `describe`; those that a test leaves running are ended after it. */
export function endAfterEach<Program extends Running>(): (program: Program) => Program {
	const running = new Set<Program>();
	afterEach(async () => {
		await Promise.all([...running].map((program) => program.end()));
		running.clear();
	});
	return (program) => {
		running.add(program);
		return program;
	};
}

const longestSilenceMs = 20_000;

/** What a program prints, for those who wait for a part of it. */
export class Printed {
	stdout = '';
	stderr = '';
	#hasEnded = false;
	readonly #watchers = new Set<() => void>();

	/** The name is for the error of whoever waits in vain. */
	constructor(private readonly name: string) {}

	add(stream: 'stdout' | 'stderr', text: string): void {
		this[stream] += text;
		this.#tell();
	}

	/** Nothing more will come. */
	end(): void {
		this.#hasEnded = true;
		this.#tell();
	}

	waitFor(pattern: RegExp): Promise<RegExpExecArray> {
		return new Promise((resolve, reject) => {
			const settle = (act: () => void): void => {
				clearTimeout(timer);
				this.#watchers.delete(look);
				act();
			};
			const fail = (what: string): void => settle(() => reject(new Error(this.#describe(what))));
			const look = (): void => {
				const match = pattern.exec(this.stdout) ?? pattern.exec(this.stderr);
				if (match !== null) {
					settle(() => resolve(match));
				} else if (this.#hasEnded) {
					fail(`ended without ${String(pattern)}`);
				}
			};
			const timer = setTimeout(() => fail(`no ${String(pattern)} in time`), longestSilenceMs);
			this.#watchers.add(look);
			look();
		});
	}

	#tell(): void {
		this.#watchers.forEach((watcher) => watcher());
	}

	#describe(what: string): string {
		return `${what}: ${this.name}\nstdout: ${this.stdout}\nstderr: ${this.stderr}`;
	}
}
