import { embeddedNames, embeddedSuffixes, formatOfName } from '../x509/read/embedded/format';

/** Endings of files that hold certificates, keys, requests or CRLs by custom ; `mtls.files.include` has the same. */
export const certificateSuffixes: readonly string[] = [
	'pem',
	'crt',
	'cer',
	'cert',
	'der',
	'key',
	'csr',
	'req',
	'crl',
	'p7b',
	'p7c',
	'p12',
	'pfx',
	'jks',
	'p8',
	'pk8',
];

/** True for file names that end as those of certificate files do, in any case. */
export function isCertificateFile(name: string): boolean {
	const suffix = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase();
	return suffix !== undefined && certificateSuffixes.includes(suffix);
}

/** True for files of other kinds that may hold certificates: YAML, JSON, settings, programs. */
export function isEmbeddingFile(name: string): boolean {
	return formatOfName(name) !== undefined;
}

/** Globs of such files, for a search. */
export const embeddingPatterns: readonly string[] = [
	`**/*.{${Object.values(embeddedSuffixes).flat().join(',')}}`,
	`**/{${embeddedNames.join(',')}}`,
];
