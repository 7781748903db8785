/** Folders to leave and to enter on the way from one file to the other. */
export function folderDistance(a: string, b: string): number {
	const first = folderOf(a).split('/');
	const second = folderOf(b).split('/');
	let common = 0;
	while (common < first.length && first[common] === second[common]) {
		common++;
	}
	return first.length + second.length - 2 * common;
}

/** The path up to and with its last slash; empty for a file of the top folder. */
export function folderOf(path: string): string {
	return path.slice(0, path.lastIndexOf('/') + 1);
}

/** What a certificate's and a key's file have in common: `certs/server` for `certs/server-key.pem`. */
export function pairName(path: string): string {
	const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
	const words = name
		.toLowerCase()
		.split(/[-_. ]+/)
		.filter((word) => !pairWords.has(word));
	return folderOf(path) + words.join('-');
}

/** Words that tell the two files of a pair apart: `privkey.pem` and `fullchain.pem` of ACME are one too. */
const pairWords = new Set(['cert', 'certificate', 'crt', 'key', 'privkey', 'private', 'fullchain']);
