import { join } from 'node:path';

/** Files of an identity, PEM. */
export interface IdentityFiles {
	readonly leaf: string;
	readonly key: string;
	/** Intermediates. */
	readonly chain?: string | undefined;
}

/** What a peer is asked: whether it takes this certificate for this purpose. */
export interface VerifyRequest extends IdentityFiles {
	/** The trust anchor, PEM. */
	readonly ca: string;
	readonly purpose: 'server' | 'client';
	/** Name or address that the server certificate must cover. */
	readonly hostName?: string | undefined;
	/** The server that the client connects to, where a peer only judges in a handshake; trusted by `ca`. */
	readonly server?: IdentityFiles | undefined;
}

/** A peer's answer with its own words; `accepted` means without a warning. */
export interface Verdict {
	readonly accepted: boolean;
	readonly output: string;
}

/** The source of a peer program that is not TypeScript; tests run at the root of the repository. */
export function peerSource(name: string): string {
	return join(process.cwd(), 'test/support/peers', name);
}

/** The requests as lines for a peer program, one field behind the other with tabs between. */
export function requestLines(requests: readonly VerifyRequest[]): string {
	return requests
		.map(({ purpose, ca, leaf, key, chain = '', hostName = '', server }) =>
			[
				purpose,
				ca,
				leaf,
				key,
				chain,
				hostName,
				server?.leaf ?? '',
				server?.key ?? '',
				server?.chain ?? '',
			]
				.join('\t')
				.concat('\n'),
		)
		.join('');
}

/** The answers of a peer program: for each request a line `ok`, or `no`, a tab and its words. */
export function parseVerdicts(output: string, count: number): Verdict[] {
	const lines = output.split('\n').filter((line) => line !== '');
	if (lines.length !== count || !lines.every((line) => /^(?:ok|no\t.*)$/.test(line))) {
		throw new Error(`expected ${count} verdicts, got: ${output}`);
	}
	return lines.map((line) => ({ accepted: line === 'ok', output: line }));
}
