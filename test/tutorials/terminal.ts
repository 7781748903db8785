import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cp, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { commandLineFile } from '../support/commandLine';
import { execute, useProcesses, type Ended, type RunningProcess } from '../support/process';
import { useSuiteFolder } from '../support/suiteFolder';

/** A folder and a shell in it that knows `mtls`, as somebody has who follows a tutorial. */
export interface Terminal {
	readonly path: string;
	join(...parts: string[]): string;
	/** Runs commands in a folder below; throws with what they said unless all of them exit with 0. */
	run(commands: string, folder?: string): Promise<Ended>;
	/**
	 * Makes a folder below by commands, each of which has to exit with 0; where another tutorial ran the
	 * same ones already, what they made is copied.
	 */
	make(folder: string, commands: string): Promise<void>;
	/** Runs a command that may fail. */
	attempt(command: string, options?: { folder?: string; input?: string }): Promise<Ended>;
	/** Starts a program that stays; ended after the test. */
	start(command: string, folder?: string): RunningProcess;
}

/** Folders by the commands that made them. */
const madeBefore = new Map<string, string>();

after(() => madeBefore.forEach((folder) => rmSync(folder, { recursive: true })));

/** A terminal for the tests of a `describe`, in a folder that they share. */
export function useTerminal(): Terminal {
	const folder = useSuiteFolder();
	const processes = useProcesses();
	before(() => {
		mkdirSync(folder.join('.bin'));
		const program = folder.join('.bin/mtls');
		writeFileSync(program, `#!/bin/sh\nexec "${process.execPath}" "${commandLineFile}" "$@"\n`);
		chmodSync(program, 0o755);
	});
	const options = (below: string) => ({
		cwd: folder.join(below),
		env: { PATH: [folder.join('.bin'), process.env['PATH']].join(delimiter), LC_ALL: 'C.UTF-8' },
	});
	const attempt: Terminal['attempt'] = (command, { folder: below = '.', input = '' } = {}) =>
		// bash, since tutorials write `-extfile <(printf ...)`.
		execute('bash', ['-euo', 'pipefail', '-c', command], { ...options(below), input });
	const run: Terminal['run'] = async (commands, below = '.') => {
		const ended = await attempt(commands, { folder: below });
		if (ended.status !== 0) {
			throw new Error(`${commands}\nends with ${ended.status}: ${ended.stderr}${ended.stdout}`);
		}
		return ended;
	};
	return {
		get path() {
			return folder.path;
		},
		join: (...parts) => folder.join(...parts),
		attempt,
		run,
		async make(below, commands) {
			const target = folder.join(below);
			const known = madeBefore.get(commands);
			if (known !== undefined) {
				return cp(known, target, { recursive: true });
			}
			await mkdir(target);
			await run(commands, below);
			const kept = mkdtempSync(join(tmpdir(), 'mtls-made-'));
			await cp(target, kept, { recursive: true });
			madeBefore.set(commands, kept);
		},
		// The program takes the place of the shell, so that signals reach it.
		start: (command, below = '.') =>
			processes.start('bash', ['-c', `exec ${command}`], options(below)),
	};
}
