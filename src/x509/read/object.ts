import type { Certificate } from '../certificate';
import type { Keystore } from '../containers/keystore';
import type { OcspResponse } from '../containers/ocspResponse';
import type { Pkcs7 } from '../containers/pkcs7';
import type { Pkcs12 } from '../containers/pkcs12';
import type { Crl } from '../crl';
import type { Span } from '../der';
import type { PrivateKey } from '../privateKey';
import type { PublicKey } from '../publicKey';
import type { CertificateRequest } from '../request';
import type { SshPublicKey } from '../sshPublicKey';
import type { TrustSettings } from '../trustSettings';
import type { ReadProblem } from './problem';

/** What every object in a file has, whatever it is. */
export interface Located {
	/** PEM label without the dashes; undefined for binary files. */
	readonly label: string | undefined;
	/** Text offset (UTF-16 units; bytes for a binary file) of the `-` of BEGIN. */
	readonly start: number;
	/** Offset behind the last `-` of END, or behind the last byte. */
	readonly end: number;
	/** Line of `start`, from 1. */
	readonly line: number;
	/** Where in a YAML, JSON, .env or source file the object stands; undefined in certificate files. */
	readonly entry?: EmbeddedEntry | undefined;
	/** `start` of the container that this stands in; undefined for what stands in the file by itself. */
	readonly within?: number | undefined;
	/** The friendly name in a PKCS #12 file (RFC 2985 5.5.1), the alias in a keystore. */
	readonly entryName?: string | undefined;
	/** Lower-case hex of what ties a key of a PKCS #12 file to its certificate (RFC 2985 5.5.2). */
	readonly localKeyId?: string | undefined;
}

/** The entry of a document whose value holds an object. */
export interface EmbeddedEntry {
	/** Path of keys, outermost first; numbers of list items are left out. */
	readonly keys: readonly string[];
	/** The key that says what the value is: `tls.crt`, but `certificate_chain` of Envoy's `inline_bytes`. */
	readonly name: string;
	/** What the entry stands in, by kind and name: `Secret orders-tls`. */
	readonly container: string | undefined;
	/** For people: `tls.crt in Secret orders-tls`. */
	readonly title: string;
	/** The last key in the text, without quotes: what findings are drawn on. */
	readonly keyRange: Span;
	/** Line of the key from 1, and its column from 0, for a file whose text is not at hand. */
	readonly keyLine: number;
	readonly keyColumn: number;
	/** All of the value in the text, with its quotes. */
	readonly valueRange: Span;
	/** Equal for entries that a program reads together: those of one Secret, one user, one .env file. */
	readonly group: number;
}

/** A decoded object, before anyone knows where it stands. */
export type DecodedObject =
	| {
			readonly kind: 'certificate';
			readonly certificate: Certificate;
			/** What OpenSSL was told about it, in a TRUSTED CERTIFICATE. */
			readonly trust?: TrustSettings | undefined;
	  }
	| { readonly kind: 'certificateRequest'; readonly request: CertificateRequest }
	| { readonly kind: 'crl'; readonly crl: Crl }
	| { readonly kind: 'privateKey'; readonly privateKey: PrivateKey }
	| { readonly kind: 'encryptedPrivateKey'; readonly privateKey: PrivateKey }
	| { readonly kind: 'publicKey'; readonly publicKey: PublicKey }
	| { readonly kind: 'pkcs7'; readonly pkcs7: Pkcs7 }
	| { readonly kind: 'pkcs12'; readonly pkcs12: Pkcs12 }
	| { readonly kind: 'jks'; readonly keystore: Keystore }
	| { readonly kind: 'ocspResponse'; readonly ocspResponse: OcspResponse }
	| { readonly kind: 'sshPublicKey'; readonly sshPublicKey: SshPublicKey }
	| { readonly kind: 'attributeCertificate' | 'parameters' | 'unknown' };

/** An object found in a file. Private keys are described, never carried: no value here holds key material. */
export type LocatedObject = Located & DecodedObject;

/** The kinds of objects by the names that the command line prints. */
export type ObjectKind = LocatedObject['kind'];

/** All that could be read from a file's bytes or text. */
export interface ReadResult {
	readonly isBinary: boolean;
	readonly objects: readonly LocatedObject[];
	readonly problems: readonly ReadProblem[];
}
