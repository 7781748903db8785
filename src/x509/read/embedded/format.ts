/** How the entries of a file are told from each other. */
export type EmbeddedFormat =
	| 'yaml'
	| 'json'
	/** Lines of `NAME=value`, and scripts and templates that carry settings. */
	| 'settings'
	/** Programs and prose, where a certificate may be an example or a test's broken one. */
	| 'source';

/** Endings of files by format; `mtls.files.embedded` searches files with these. */
export const embeddedSuffixes: Readonly<Record<EmbeddedFormat, readonly string[]>> = {
	yaml: ['yaml', 'yml', 'kubeconfig'],
	json: ['json', 'jsonc', 'json5', 'tfstate'],
	settings: [
		'env',
		'envrc',
		'npmrc',
		'properties',
		'toml',
		'ini',
		'cfg',
		'conf',
		'tf',
		'tfvars',
		'hcl',
		'sh',
		'bash',
		'zsh',
		'ps1',
		'service',
	],
	source: [
		'js',
		'mjs',
		'cjs',
		'jsx',
		'ts',
		'mts',
		'cts',
		'tsx',
		'go',
		'py',
		'java',
		'kt',
		'scala',
		'groovy',
		'cs',
		'rb',
		'php',
		'rs',
		'swift',
		'dart',
		'c',
		'h',
		'cpp',
		'hpp',
		'cc',
		'lua',
		'tpl',
	],
};

/** Names of files without a telling ending, as globs. */
export const embeddedNames = ['Dockerfile*', '*.Dockerfile', '.env.*', 'kubeconfig'] as const;

/** Languages of editors, for documents that have no file yet. */
const languages: Readonly<Record<string, EmbeddedFormat>> = {
	yaml: 'yaml',
	dockercompose: 'yaml',
	json: 'json',
	jsonc: 'json',
};

const bySuffix = new Map(
	Object.entries(embeddedSuffixes).flatMap(([format, suffixes]) =>
		suffixes.map((suffix) => [suffix, format as EmbeddedFormat] as const),
	),
);

/** The format of a file by its name, in any case; undefined for names that say nothing. */
export function formatOfName(path: string): EmbeddedFormat | undefined {
	const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
	if (name.startsWith('.env.') || name.startsWith('dockerfile') || name.endsWith('.dockerfile')) {
		return 'settings';
	}
	return name === 'kubeconfig' ? 'yaml' : bySuffix.get(name.slice(name.lastIndexOf('.') + 1));
}

/**
 * The format of a text by its name, its editor's language, and where neither says enough by how it
 * begins: kubeadm's `admin.conf` is YAML, and `~/.kube/config` has no ending at all. Undefined for
 * certificate files and whatever else is read as it stands.
 */
export function formatOf(named: {
	readonly path: string;
	readonly text: string;
	readonly language?: string | undefined;
}): EmbeddedFormat | undefined {
	const known = formatOfName(named.path) ?? languages[named.language ?? ''];
	if (known !== undefined && known !== 'settings') {
		return known;
	}
	if (/^(?:apiVersion|kind):/m.test(named.text.slice(0, 4000))) {
		return 'yaml';
	}
	return known ?? (/^\s*[{[]\s*(?:["{}\]]|\/[/*])/.test(named.text) ? 'json' : undefined);
}
