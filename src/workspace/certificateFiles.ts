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
