import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { buildGo } from '../go';
import { buildJava } from '../java';
import { pythonPeer } from '../python';
import { peerSource, type Verdict } from '../verify';

/**
 * A program that judges one line after the other, its fields with tabs between:
 * `load CERT KEY`, `client PORT CA HOST` (Python knows `strict` as well), `server CA CERT KEY`.
 * It answers `ok`, or `no` and its words; as a server it tells its `port` first.
 */
export class JudgeProgram {
	readonly #process: ChildProcessWithoutNullStreams;
	readonly #lines: AsyncIterator<string, undefined>;
	readonly #reader: Interface;

	private constructor(program: string, args: readonly string[]) {
		this.#process = spawn(program, args);
		this.#reader = createInterface({ input: this.#process.stdout });
		this.#lines = this.#reader[Symbol.asyncIterator]();
	}

	static go(): JudgeProgram {
		return new JudgeProgram(buildGo('judges/judge.go'), []);
	}

	static java(): JudgeProgram {
		const { program, args } = buildJava('judges/Judge.java');
		return new JudgeProgram(program, args);
	}

	static python(): JudgeProgram {
		return new JudgeProgram(pythonPeer.program ?? 'python3', [
			'-I',
			peerSource(join('judges', 'judge.py')),
		]);
	}

	/** Its verdict; `visit` is called with the port as soon as the program listens. */
	async ask(
		fields: readonly string[],
		visit: (port: number) => Promise<unknown> = () => Promise.resolve(),
	): Promise<Verdict> {
		this.#process.stdin.write(`${fields.join('\t')}\n`);
		let [word, rest] = await this.#line();
		if (word === 'port') {
			const visited = visit(Number(rest));
			[word, rest] = await this.#line();
			await visited;
		}
		return { accepted: word === 'ok', output: rest };
	}

	async end(): Promise<void> {
		this.#process.stdin.end();
		this.#reader.close();
		if (this.#process.exitCode === null) {
			await once(this.#process, 'exit');
		}
	}

	async #line(): Promise<[word: string, rest: string]> {
		const next = await this.#lines.next();
		if (next.done === true) {
			throw new Error('the program ended before it answered');
		}
		const { value } = next;
		const tab = value.indexOf('\t');
		return tab < 0 ? [value, ''] : [value.slice(0, tab), value.slice(tab + 1)];
	}
}
