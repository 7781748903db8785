/** Where the core reports what happened; VS Code's `LogOutputChannel` fits it. Never given key material. */
export interface Log {
	trace(message: string): void;
	debug(message: string): void;
	info(message: string): void;
	warn(message: string): void;
	error(message: string | Error): void;
}
