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
	/** What would make it accept all the same, as in "unless it is trusted". */
	readonly unless?: string | undefined;
}

/**
 * What was run: a fault in an otherwise good set, one stack after the other, on Debian 12. Node
 * brings OpenSSL 3.0.19; curl, Python and nginx use Debian's OpenSSL, which asks for security
 * level 2; BoringSSL is that of Android 13.
 */
const versions: Readonly<Record<Stack, string>> = {
	Node: '20.20',
	curl: '7.88',
	OpenSSL: '3.0.22',
	Go: '1.19',
	Python: '3.11',
	Java: '17',
	BoringSSL: 'Android 13',
	GnuTLS: '3.7',
	nginx: '1.22',
	Chrome: '156',
};

/** Python 3.13 sets VERIFY_X509_STRICT in its default context; run as 3.13.0 and as 3.11 with the flag. */
const strictPython = '3.13 and later';

/** Words of each stack; `strictPython` is Python from 3.13 on, where an older one accepts. */
export type Words = Readonly<Partial<Record<Stack | 'strictPython', string>>>;

/** The measured refusals of one side: stack by stack, in which words. */
export function judgedBy(
	side: StackRefusal['side'],
	words: Words,
	unless?: string,
): readonly StackRefusal[] {
	return Object.entries(words).map(([name, message]) => {
		const isStrict = name === 'strictPython';
		const stack = isStrict ? 'Python' : (name as Stack);
		return {
			stack,
			version: isStrict ? strictPython : versions[stack],
			message,
			source: 'measured',
			side,
			...(unless === undefined ? {} : { unless }),
		};
	});
}
