import fs from 'node:fs/promises';
import path from 'node:path';

/**
 * Reports each new line of the extension host's log and of the log channels that extensions under
 * test write to. VS Code's own extensions are left out.
 *
 * @param {string} folder VS Code's log folder; it need not exist yet
 * @param {(line: string) => void} report
 */
export function followLogs(folder, report) {
	/** @type {Map<string, { offset: number, rest: string }>} */
	const files = new Map();
	const isAboutTests = recordFilter();
	let isStopped = false;
	let running = Promise.resolve();
	const readNew = async () => {
		const names = await fs.readdir(folder, { recursive: true }).catch(() => []);
		for (const name of names.filter(isWanted)) {
			const state = files.get(name) ?? { offset: 0, rest: '' };
			files.set(name, state);
			const bytes = await readFrom(path.join(folder, name), state.offset);
			state.offset += bytes.length;
			const lines = (state.rest + bytes.toString('utf8')).split(/\r?\n/);
			state.rest = lines.pop() ?? '';
			lines.filter((line) => isAboutTests(line) && !isInternalFrame(line)).forEach(report);
		}
	};
	// Log files are polled: they appear in folders that appear while VS Code starts.
	const timer = setInterval(() => {
		if (!isStopped) {
			running = running.then(readNew).catch(() => undefined);
		}
	}, 250);
	return {
		async stop() {
			clearInterval(timer);
			isStopped = true;
			await running;
			await readNew();
		},
	};
}

/**
 * Leaves out the records, with their further lines, in which VS Code speaks of its own extensions
 * and of what is always so in a test run.
 */
function recordFilter() {
	let isWantedRecord = true;
	return (/** @type {string} */ line) => {
		if (/^\d{4}-\d\d-\d\d /.test(line)) {
			isWantedRecord = !noise.test(line);
		}
		return isWantedRecord;
	};
}

const noise = new RegExp(
	[
		String.raw`#_doActivateExtension (ms-)?vscode\.`,
		String.raw`\[vscode\.[a-z-]+\]`,
		"Could not identify extension for 'vscode' require call",
		'Accessing a resource scoped configuration without providing a resource',
		// What an extension host says when it is told to stop while an extension is at work.
		String.raw`\[error\] Canceled: Canceled`,
		"Lock '.*vscode.lock'",
	].join('|'),
);

/**
 * Whether a line of a stack lies in VS Code's own minified code; it tells nobody anything.
 *
 * @param {string} line
 */
export function isInternalFrame(line) {
	return line === '' || /^\s+at .*[\\/](static|vscode)[\\/]out[\\/](vs|server-main)/.test(line);
}

/** @param {string} name */
function isWanted(name) {
	return /(^|[\\/])exthost\d+[\\/]((remote)?exthost\.log$|(?!vscode\.|ms-vscode\.).*\.log$)/.test(
		name,
	);
}

/**
 * @param {string} file
 * @param {number} offset
 */
async function readFrom(file, offset) {
	const handle = await fs.open(file).catch(() => undefined);
	if (handle === undefined) {
		return Buffer.alloc(0);
	}
	try {
		const { size } = await handle.stat();
		const bytes = Buffer.alloc(Math.max(0, size - offset));
		const { bytesRead } = await handle.read(bytes, 0, bytes.length, offset);
		return bytes.subarray(0, bytesRead);
	} finally {
		await handle.close();
	}
}
