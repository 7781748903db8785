import { readFileSync } from 'node:fs';
import type { IdentityFiles } from './verify';

/** What Node's TLS takes for an identity: certificate with its chain behind it, and key. */
export function identityOptions({ leaf, key, chain }: IdentityFiles): {
	readonly cert: string;
	readonly key: Buffer;
} {
	const files = chain === undefined ? [leaf] : [leaf, chain];
	return {
		cert: files.map((file) => readFileSync(file, 'utf8')).join(''),
		key: readFileSync(key),
	};
}
