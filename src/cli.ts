#!/usr/bin/env node
import { runCommandLine } from './cli/run';

/** What shells see of a program that SIGPIPE (13) ended. */
const brokenPipe = 128 + 13;

// `mtls inspect x | head -1`: whoever reads has seen enough, so the run ends as SIGPIPE ends others.
for (const stream of [process.stdout, process.stderr]) {
	stream.on('error', (error: NodeJS.ErrnoException) => {
		if (error.code !== 'EPIPE') {
			throw error;
		}
		process.exit(brokenPipe);
	});
}

void runCommandLine(process.argv.slice(2), process).then((exitCode) => {
	process.exitCode = exitCode;
});
