/** The file a command was called on: a path, or a row of the Certificates view, which carries its place. */
export function pathOfArgument(argument: unknown): string | undefined {
	if (typeof argument === 'string') {
		return argument;
	}
	if (typeof argument !== 'object' || argument === null || !('place' in argument)) {
		return undefined;
	}
	const { place } = argument as { readonly place?: { readonly path?: unknown } };
	return typeof place?.path === 'string' ? place.path : undefined;
}

/** The server a command was called on: a row of the Test Lab. */
export function serverIdOfArgument(argument: unknown): number | undefined {
	if (typeof argument !== 'object' || argument === null || !('serverId' in argument)) {
		return undefined;
	}
	return typeof argument.serverId === 'number' ? argument.serverId : undefined;
}

/** The last part of a path. */
export function fileName(path: string): string {
	return path.slice(path.lastIndexOf('/') + 1);
}
