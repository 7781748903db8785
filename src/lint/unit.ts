import type { LocatedObject } from '../x509/read';
import { pairName } from '../x509/read/embedded/names';
import type { LintFile } from './rule';

/**
 * The objects that a program reads together with this one: those of its file, or, in a document of
 * many entries, those of its Secret or user under the same name (`tls.crt`, `tls.key`).
 */
export function unitOf(file: LintFile, object: LocatedObject): readonly LocatedObject[] {
	return unitsOf(file).get(keyOf(object)) ?? [object];
}

/**
 * The path that names the purpose of an object: its file's, but in a document that of the entry,
 * as if `Secret orders-tls` were a folder and `tls.crt` a file in it.
 */
export function namingPath({ path }: LintFile, { entry }: LocatedObject): string {
	return entry === undefined
		? path
		: [path, ...(entry.container === undefined ? [] : [entry.container]), entry.name].join('/');
}

/** By file, since a cluster's dump has thousands of Secrets. */
const units = new WeakMap<LintFile, Map<string, LocatedObject[]>>();

function unitsOf(file: LintFile): Map<string, LocatedObject[]> {
	let known = units.get(file);
	if (known === undefined) {
		known = new Map<string, LocatedObject[]>();
		for (const object of file.content.objects) {
			const key = keyOf(object);
			const unit = known.get(key);
			if (unit === undefined) {
				known.set(key, [object]);
			} else {
				unit.push(object);
			}
		}
		units.set(file, known);
	}
	return known;
}

function keyOf({ entry }: LocatedObject): string {
	return entry === undefined ? '' : `${entry.group} ${pairName(entry.name)}`;
}
