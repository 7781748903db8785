/** Who calls `mtls`, where it reads and prints: a process, or a test that has many calls in one. */
export interface Caller {
	readonly stdin: NodeJS.ReadableStream;
	readonly stdout: PrintStream;
	readonly stderr: PrintStream;
	/** Tells once that somebody asks the call to end. */
	once(signal: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
}

/** A stream to print to; a terminal has `isTTY`. */
export interface PrintStream {
	readonly isTTY?: boolean;
	write(text: string): unknown;
}
