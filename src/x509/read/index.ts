import type { Certificate } from '../certificate';
import type { Crl } from '../crl';
import type { PrivateKey } from '../privateKey';
import type { PublicKey } from '../publicKey';
import type { CertificateRequest } from '../request';

/** What every object in a file has, whatever it is. */
interface Located {
	/** PEM label without the dashes; undefined for binary files. */
	readonly label: string | undefined;
	/** Text offset (UTF-16 units; bytes for a binary file) of the `-` of BEGIN. */
	readonly start: number;
	/** Offset behind the last `-` of END, or behind the last byte. */
	readonly end: number;
	/** Line of `start`, from 1. */
	readonly line: number;
	/** The decoded bytes; empty for what is recognised by name only. Of a private key never shown, logged or kept longer than needed. */
	readonly der: Uint8Array;
}

/** An object found in a file, with its decoded value. */
export type LocatedObject =
	| (Located & { readonly kind: 'certificate'; readonly certificate: Certificate })
	| (Located & { readonly kind: 'certificateRequest'; readonly request: CertificateRequest })
	| (Located & { readonly kind: 'crl'; readonly crl: Crl })
	| (Located & { readonly kind: 'privateKey'; readonly privateKey: PrivateKey })
	| (Located & { readonly kind: 'encryptedPrivateKey'; readonly privateKey: PrivateKey })
	| (Located & { readonly kind: 'publicKey'; readonly publicKey: PublicKey })
	| (Located & { readonly kind: 'pkcs7' | 'pkcs12' | 'jks' | 'parameters' | 'unknown' });

/** The kinds of objects by the names that the command line prints. */
export type ObjectKind = LocatedObject['kind'];

/** Something in a file that cannot be read, or not as it claims. */
export interface ReadProblem {
	/** Stable id such as `pem-truncated`, `base64-invalid-character`, `der-length-past-end`. */
	readonly code: string;
	readonly offset: number;
	/** From 1. */
	readonly line: number;
	/** One sentence for people, in the voice of the product. */
	readonly message: string;
	/** Offset of the BEGIN line of the block it is in; undefined outside a block. */
	readonly blockStart: number | undefined;
}

/** All that could be read from a file's bytes or text. */
export interface ReadResult {
	readonly isBinary: boolean;
	readonly objects: readonly LocatedObject[];
	readonly problems: readonly ReadProblem[];
}
