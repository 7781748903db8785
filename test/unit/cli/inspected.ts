import assert from 'node:assert/strict';
import { mtlsJson } from '../../support/commandLine';

/** An object as `mtls inspect --json` prints it, by the contract. */
export interface InspectedObject {
	readonly kind: string;
	readonly line: number;
	readonly subject: string | null;
	readonly issuer: string | null;
	readonly serialNumber: string | null;
	readonly notBefore: string | null;
	readonly notAfter: string | null;
	readonly version: number | null;
	readonly keyAlgorithm: string | null;
	readonly curve: string | null;
	readonly keySize: number | null;
	readonly signatureAlgorithm: string | null;
	readonly subjectAlternativeNames: readonly { readonly type: string; readonly value: string }[];
	readonly keyUsage: readonly string[];
	readonly extendedKeyUsage: readonly string[];
	readonly isCa: boolean | null;
	readonly pathLength: number | null;
	readonly subjectKeyIdentifier: string | null;
	readonly authorityKeyIdentifier: string | null;
	readonly fingerprintSha256: string | null;
	readonly within: number | null;
	readonly entryName: string | null;
	readonly localKeyId: string | null;
	readonly encryption: string | null;
	readonly isLocked: boolean | null;
}

/** What `mtls inspect --json` prints. */
export interface Inspected {
	readonly files: readonly {
		readonly path: string;
		readonly objects: readonly InspectedObject[];
		readonly problems: readonly {
			readonly code: string;
			readonly line: number;
			readonly message: string;
		}[];
	}[];
}

/** The only object of a file. */
export async function inspectOne(path: string): Promise<InspectedObject> {
	const { status, value } = await mtlsJson<Inspected>(['inspect', path]);
	assert.equal(status, 0);
	assert.deepEqual(value.files[0]?.problems, []);
	assert.equal(value.files[0].objects.length, 1);
	return value.files[0].objects[0]!;
}
