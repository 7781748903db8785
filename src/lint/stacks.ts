/** TLS stacks by the names that texts print. */
export type Stack =
	| 'Node'
	| 'curl'
	| 'OpenSSL'
	| 'Go'
	| 'Python'
	| 'Java'
	| 'BoringSSL'
	| 'GnuTLS'
	| 'nginx'
	| 'Chrome';

/** One stack that refuses something, and in which words. */
export interface StackRefusal {
	readonly stack: Stack;
	/** Version that was run, or from which on it holds, such as `20.20` or `3.13 and later`. */
	readonly version: string;
	/** The stack's own words, cut to what stays the same between runs. */
	readonly message: string;
	/** `measured`: run by this project; `documented`: from release notes or source, see the page of the rule. */
	readonly source: 'measured' | 'documented';
	/** `server` when the stack refuses as a server judging a client's certificate. */
	readonly side: 'client' | 'server' | 'loading';
}
