import { parseCertificate } from '../x509/certificate';
import { createRoot, issueCertificate, type Issued } from './certificates';
import { encodePrivateKey, generateKeys } from './keys';
import type { ClientName, ServerNames } from './names';
import { defaultKeyType } from './profiles';
import type { Issuer, KeyPair, KeyType, SubjectAltNameInput } from './request';
import { commonNameSubject, encodeSubject, type SubjectAttribute } from './subject';
import type { Validity } from './validity';

/** What a set is made from; what is left out is not made, or as `profiles.ts` says. */
export interface SetOptions {
	readonly authority: NewAuthority | ExistingAuthority;
	readonly server?: LeafOptions<ServerNames> | undefined;
	readonly clients?: LeafOptions<readonly ClientName[]> | undefined;
	/** Of the leaves. */
	readonly keyType?: KeyType | undefined;
	/** Encrypts every new private key. */
	readonly passphrase?: string | undefined;
	readonly now: Date;
	readonly signal?: AbortSignal | undefined;
}

/** A root CA that is made along with the rest. */
export interface NewAuthority {
	readonly kind: 'new';
	/** Encoded order; `caSubject(folderName, now)` where nobody says otherwise. */
	readonly subject: readonly SubjectAttribute[];
	/** P-256 whatever the leaves have. */
	readonly keyType?: KeyType | undefined;
	readonly validity?: Validity | undefined;
}

/** A CA that is here already. */
export interface ExistingAuthority {
	readonly kind: 'existing';
	readonly issuer: Issuer;
}

/** Names and validity of the leaves of one role; `fileName` is a base name and only the server needs it. */
export interface LeafOptions<Names> {
	readonly names: Names;
	readonly validity?: Validity | undefined;
	/** `server` if left out; clients bring their own. */
	readonly fileName?: string | undefined;
}

/** A file that is to be written: text in memory, until the whole set is made. */
export interface SetFile {
	/** Base name with ending, such as `server.key`. */
	readonly name: string;
	readonly content: string;
	/** True for private keys: mode 0600, disk only, never shown. */
	readonly isSecret: boolean;
}

/** A set in memory. */
export interface CertificateSet {
	/** Certificate before key; CA, server, clients. */
	readonly files: readonly SetFile[];
	/** Common names of what was made, for the message: `orders CA`, `localhost`, `client`. */
	readonly names: readonly string[];
	readonly issuer: Issuer;
	/** Names of the certificates that end with their CA, before the days asked for are over. */
	readonly limitedByIssuer: readonly string[];
}

/**
 * Makes a CA, server and client certificates with their keys, all in memory: nothing is written
 * before everything is made. All key pairs are generated at once, on the thread pool.
 */
export async function createSet(options: SetOptions): Promise<CertificateSet> {
	const { now, passphrase } = options;
	const [authority, leaves] = await Promise.all([
		makeAuthority(options),
		Promise.all(leavesOf(options).map((leaf) => withKeys(leaf, options))),
	]);
	const { issuer } = authority;
	const issued = await Promise.all(
		leaves.map(async ({ keyPair, ...leaf }): Promise<Made> => {
			const certificate = await issueCertificate({ ...leaf, spki: keyPair.spki, issuer, now });
			return { fileName: leaf.fileName, certificate, keyPair };
		}),
	);
	const made = [...authority.made, ...issued];
	const files = await Promise.all(made.map((item) => filesOf(item, passphrase)));
	return {
		files: files.flat(),
		names: made.map(nameOf),
		issuer,
		limitedByIssuer: made.filter(isLimited).map(nameOf),
	};
}

/** A certificate with its key, on the way to its files. */
interface Made {
	readonly fileName: string;
	readonly certificate: Issued;
	readonly keyPair: KeyPair;
}

/** A certificate that is to be made below the CA. */
interface Leaf {
	readonly profile: 'server' | 'client';
	readonly fileName: string;
	readonly subject: Uint8Array;
	readonly subjectAltName: readonly SubjectAltNameInput[];
	readonly validity: Validity | undefined;
}

async function makeAuthority({
	authority,
	now,
	signal,
}: SetOptions): Promise<{ readonly issuer: Issuer; readonly made: readonly Made[] }> {
	if (authority.kind === 'existing') {
		return { issuer: authority.issuer, made: [] };
	}
	const keyPair = await generateKeys(authority.keyType ?? defaultKeyType, signal);
	const subject = encodeSubject(authority.subject);
	const certificate = await createRoot({ subject, keyPair, validity: authority.validity, now });
	return {
		issuer: { certificate: certificate.der, keyPair },
		made: [{ fileName: 'ca', certificate, keyPair }],
	};
}

function leavesOf({ server, clients }: SetOptions): Leaf[] {
	const leaves: Leaf[] = (clients?.names ?? []).map((client) => ({
		profile: 'client',
		fileName: client.fileName,
		subject: commonNameSubject(client.commonName),
		subjectAltName: client.subjectAltName,
		validity: clients?.validity,
	}));
	if (server !== undefined) {
		leaves.unshift({
			profile: 'server',
			fileName: server.fileName ?? 'server',
			subject: commonNameSubject(server.names.commonName),
			subjectAltName: server.names.subjectAltName,
			validity: server.validity,
		});
	}
	return leaves;
}

async function withKeys(
	leaf: Leaf,
	{ keyType = defaultKeyType, signal }: SetOptions,
): Promise<Leaf & { readonly keyPair: KeyPair }> {
	return { ...leaf, keyPair: await generateKeys(keyType, signal) };
}

async function filesOf(
	{ fileName, certificate, keyPair }: Made,
	passphrase: string | undefined,
): Promise<SetFile[]> {
	const key = await encodePrivateKey(keyPair, passphrase);
	return [
		{ name: `${fileName}.crt`, content: certificate.pem, isSecret: false },
		{ name: `${fileName}.key`, content: key, isSecret: true },
	];
}

/** Common name, else first SAN, as the Certificates view labels it. */
function nameOf({ certificate }: Made): string {
	const { subject, subjectAltName } = parseCertificate(certificate.der);
	return subject.commonName ?? subjectAltName?.[0]?.value ?? subject.text;
}

function isLimited({ certificate }: Made): boolean {
	return certificate.isLimitedByIssuer;
}
