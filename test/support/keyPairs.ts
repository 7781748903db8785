import { generateKeys } from '../../src/issue/keys';
import type { KeyPair, KeyType } from '../../src/issue/request';

const kept = new Map<KeyPair['type'], KeyPair[]>();

/** Leaves a pair to later tests that want any of its type: RSA 4096 takes a second each to make. */
export function keepKeyPair(pair: KeyPair): void {
	kept.set(pair.type, [...(kept.get(pair.type) ?? []), pair]);
}

/** Different pairs of a type, made by the product: those that other tests left, the rest fresh. */
export async function someKeyPairs(type: KeyType, count: number): Promise<KeyPair[]> {
	const found = (kept.get(type) ?? []).slice(0, count);
	const fresh = Array.from({ length: count - found.length }, () => generateKeys(type));
	return [...found, ...(await Promise.all(fresh))];
}
