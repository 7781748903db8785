import type { KeyUsage } from '../x509/extensions';
import type { KeyType, ProfileName } from './request';

/** What a certificate of one kind says about itself; each value stands here with its reason. */
export interface Profile {
	readonly name: ProfileName;
	/** As in "server certificate". */
	readonly title: string;
	readonly isCa: boolean;
	/** RFC 5280 4.2.1.9: how many CAs may follow below; undefined sets no limit. */
	readonly pathLength: number | undefined;
	/** RSA differs, see `serverKeyUsage`. */
	keyUsage(isRsa: boolean): readonly KeyUsage[];
	/** Empty leaves the extension out. */
	readonly extendedKeyUsage: readonly string[];
	/** True if a certificate without subject alternative name would be of no use. */
	readonly needsSubjectAltName: boolean;
	readonly validityDays: number;
}

/** P-256: works in every stack, BoringSSL included, and is made in under a millisecond (Ed25519 and P-521 are refused there). */
export const defaultKeyType: KeyType = 'p256';

/**
 * A year: short enough that renewing stays a habit, long enough that a workspace is not broken after
 * the holidays, and below the 825 days that Apple's platforms allow private CAs (support.apple.com/103769).
 */
const leafDays = 365;

/** Ten years: a CA that ends before its workspace does has to be trusted anew everywhere. */
const caDays = 3650;

/** RFC 5280 4.2.1.3: what issuing certificates and CRLs needs, and nothing else. */
const caKeyUsage = (): readonly KeyUsage[] => ['keyCertSign', 'cRLSign'];

/** TLS 1.3 and the ECDHE suites of 1.2 sign only; BoringSSL refuses a leaf without this bit. */
const leafKeyUsage = (): readonly KeyUsage[] => ['digitalSignature'];

/** RSA key transport of TLS 1.2 (RFC 5246 7.4.2) encrypts to the server's key; no other key type can. */
function serverKeyUsage(isRsa: boolean): readonly KeyUsage[] {
	return isRsa ? ['digitalSignature', 'keyEncipherment'] : leafKeyUsage();
}

/** All profiles by name. */
export const profiles: Readonly<Record<ProfileName, Profile>> = {
	root: {
		name: 'root',
		title: 'root CA',
		isCa: true,
		// No limit: an intermediate may be added below later, and brings its own 0.
		pathLength: undefined,
		keyUsage: caKeyUsage,
		// A purpose in a CA limits what it may issue (as OpenSSL, Go and browsers read it); this one issues all.
		extendedKeyUsage: [],
		needsSubjectAltName: false,
		validityDays: caDays,
	},
	intermediate: {
		name: 'intermediate',
		title: 'intermediate CA',
		isCa: true,
		// Issues leaves only: a stolen key cannot make further CAs.
		pathLength: 0,
		keyUsage: caKeyUsage,
		extendedKeyUsage: [],
		needsSubjectAltName: false,
		// Half of a root's life, so that it is replaced in time once.
		validityDays: 1825,
	},
	server: {
		name: 'server',
		title: 'server certificate',
		isCa: false,
		pathLength: undefined,
		keyUsage: serverKeyUsage,
		// One purpose: a stolen server key lets nobody in as a client.
		extendedKeyUsage: ['serverAuth'],
		needsSubjectAltName: true,
		validityDays: leafDays,
	},
	client: {
		name: 'client',
		title: 'client certificate',
		isCa: false,
		pathLength: undefined,
		keyUsage: leafKeyUsage,
		extendedKeyUsage: ['clientAuth'],
		needsSubjectAltName: false,
		validityDays: leafDays,
	},
	peer: {
		name: 'peer',
		title: 'peer certificate',
		isCa: false,
		pathLength: undefined,
		keyUsage: serverKeyUsage,
		// Cluster members call each other in both directions with one certificate.
		extendedKeyUsage: ['serverAuth', 'clientAuth'],
		needsSubjectAltName: true,
		validityDays: leafDays,
	},
};
