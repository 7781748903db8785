import { writeFileSync } from 'node:fs';
import { recipe } from './recipes';
import type { Terminal } from './terminal';

/** The Node server of the tutorials, as a program of its own. */
export interface NodeServer {
	readonly port: string;
	/** The first line it prints that matches. */
	line(pattern: RegExp): Promise<string>;
}

/** Starts the Node server of docs/tutorials.md with the files of a folder. */
export async function startNodeServer(terminal: Terminal, folder: string): Promise<NodeServer> {
	writeFileSync(terminal.join(folder, 'server.mjs'), recipe('2-node-server', { '3000': '0' }));
	const server = terminal.start('node server.mjs', folder);
	const [, port = ''] = await server.waitFor(/^port (\d+)$/m);
	return { port, line: async (pattern) => (await server.waitFor(pattern))[0] };
}

/** Runs the Node client of docs/tutorials.md, after a change if need be, to its end. */
export async function runNodeClient(
	terminal: Terminal,
	port: string,
	folder: string,
	change = (source: string) => source,
): Promise<{ readonly status: number | null; readonly output: string }> {
	writeFileSync(
		terminal.join(folder, 'client.mjs'),
		change(recipe('2-node-client', { '3000': port })),
	);
	const { status, stdout, stderr } = await terminal.attempt('node client.mjs', { folder });
	return { status, output: stdout + stderr };
}
