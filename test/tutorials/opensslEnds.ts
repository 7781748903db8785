import type { Terminal } from './terminal';

/** The `openssl s_server` of a tutorial with somebody at its keyboard. */
export interface OpensslServer {
	readonly port: string;
	/** Waits for a request, types an answer, and resolves with all that the server printed. */
	answer(): Promise<string>;
	/** Resolves with all that it printed when a handshake broke. */
	refuse(): Promise<string>;
}

/** What the user of `openssl s_server` types as the answer. */
export const typedAnswer = 'hello from the server';

/** Starts the `openssl s_server` of a tutorial; its port has to be 0. */
export async function startOpensslServer(
	terminal: Terminal,
	command: string,
	folder = '.',
): Promise<OpensslServer> {
	// In a terminal its output comes line by line, through a pipe only when much has gathered.
	const server = terminal.start(`stdbuf -oL ${command}`, folder);
	const [, port = ''] = await server.waitFor(/^ACCEPT .*:(\d+)$/m);
	return {
		port,
		async answer() {
			await server.waitFor(/^GET \/ HTTP\/1/m);
			const length = typedAnswer.length + 1;
			server.write(`HTTP/1.0 200 OK\r\nContent-Length: ${length}\r\n\r\n${typedAnswer}\n`);
			return server.stdout + server.stderr;
		},
		async refuse() {
			await server.waitFor(/^\S*:error:.*$/m);
			return server.stdout + server.stderr;
		},
	};
}

/** What a client of a tutorial got. */
export interface ClientResult {
	/** The answer of the application; undefined if none came. */
	readonly answer: string | undefined;
	readonly output: string;
	readonly status: number | null;
}

/** Runs the `openssl s_client` of a tutorial, types a request, and quits when the answer is there. */
export async function runOpensslClient(
	terminal: Terminal,
	command: string,
	folder = '.',
): Promise<ClientResult> {
	const client = terminal.start(`stdbuf -oL ${command}`, folder);
	client.write('GET / HTTP/1.0\r\n\r\n');
	const answered = client.waitFor(/^HTTP\/1\.[01] 200 [^]*?\r?\n\r?\n([^]+)$/m);
	// Whoever is refused ends by itself.
	await Promise.race([answered.catch(() => undefined), client.ended]);
	client.write('Q\n');
	const { status, stdout, stderr } = await client.ended;
	const [, answer] = await answered.catch(() => []);
	return { answer, output: stdout + stderr, status };
}
