import { randomBytes } from 'node:crypto';
import { bitString, explicit, integer, sequence, time } from './der';
import { daysAfter, testNow } from './clock';
import { buildExtensions, type ExtensionOptions } from './extensions';
import { signerFor, testKey, type TestKey, type TestKeyType, type TestSigning } from './keys';
import { encodeName, type NameInput } from './names';
import { pem } from './pem';

export { daysAfter, testNow } from './clock';
export { testKey, testKeyOf, type TestKey, type TestKeyType } from './keys';
export { encodeName, type NameInput } from './names';

/** What a test wants; all that is left out is as a good certificate of that role has it. */
export interface CertificateOptions extends ExtensionOptions, TestSigning {
	/** `server` if left out. */
	readonly role?: 'ca' | 'server' | 'client' | 'peer' | undefined;
	/** A string is the common name. */
	readonly subject?: NameInput | undefined;
	/** Who signs; self-signed if left out. */
	readonly issuer?: BuiltCertificate | undefined;
	/** Writes another issuer name than that of `issuer`. */
	readonly issuerName?: NameInput | undefined;
	/** Signs with this key whatever `issuer` says: a wrong signature under the right name. */
	readonly signingKey?: TestKey | undefined;
	/** A type makes a fresh key. */
	readonly key?: TestKeyType | TestKey | undefined;
	/** 1 writes no version field and no extensions, 2 no extensions, as RFC 5280 4.1.2.1 and 4.1.2.9 ask. */
	readonly version?: 1 | 2 | 3 | undefined;
	/** 16 random octets if left out; octets are taken as they are. */
	readonly serialNumber?: bigint | Uint8Array | undefined;
	/** Base for the default dates. */
	readonly now?: Date | undefined;
	/** One day before `now` if left out. */
	readonly notBefore?: Date | undefined;
	/** 3650 days after `now` for a CA, 365 for all others. */
	readonly notAfter?: Date | undefined;
	/** Changes one octet of the signature after signing. */
	readonly isSignatureBroken?: boolean | undefined;
	/** Last change to the TBSCertificate before it is signed. */
	readonly transformTbs?: ((tbs: Buffer) => Buffer) | undefined;
	/** AlgorithmIdentifier inside the TBSCertificate, where it shall differ from the outer one. */
	readonly tbsSignatureAlgorithm?: Uint8Array | undefined;
}

/** A certificate of a test with its key. */
export interface BuiltCertificate {
	readonly der: Buffer;
	readonly pem: string;
	/** DER of the subject name. */
	readonly subject: Buffer;
	readonly key: TestKey;
	/** Unencrypted PKCS#8 PEM. */
	readonly privateKeyPem: string;
}

/** Makes a certificate as asked, good unless asked otherwise, with real keys and signatures. */
export function buildCertificate(options: CertificateOptions = {}): BuiltCertificate {
	const { role = 'server', version = 3, now = testNow, issuer } = options;
	const key = typeof options.key === 'object' ? options.key : testKey(options.key);
	const subject = encodeName(options.subject ?? defaultSubjects[role]);
	const signer = signerFor(options.signingKey ?? issuer?.key ?? key, options);
	const issuerName =
		options.issuerName === undefined
			? (issuer?.subject ?? subject)
			: encodeName(options.issuerName);
	const tbs = sequence(
		...(version === 1 ? [] : [explicit(0, integer(version - 1))]),
		integer(options.serialNumber ?? randomSerial()),
		options.tbsSignatureAlgorithm ?? signer.algorithm,
		issuerName,
		sequence(
			time(options.notBefore ?? daysAfter(-1, now)),
			time(options.notAfter ?? daysAfter(role === 'ca' ? 3650 : 365, now)),
		),
		subject,
		key.spki,
		...(version === 3 ? buildExtensions(role, options, key, issuer?.key ?? key) : []),
	);
	const finalTbs = options.transformTbs?.(tbs) ?? tbs;
	const signature = signer.sign(finalTbs);
	if (options.isSignatureBroken === true) {
		signature[signature.length - 1]! ^= 0x01;
	}
	const der = sequence(finalTbs, signer.algorithm, bitString(signature));
	return {
		der,
		pem: pem('CERTIFICATE', der),
		subject,
		key,
		privateKeyPem: key.privateKeyPem,
	};
}

/** Makes a root CA; shorthand for `buildCertificate({ role: 'ca', … })`. */
export function buildCa(options: Omit<CertificateOptions, 'role'> = {}): BuiltCertificate {
	return buildCertificate({ ...options, role: 'ca' });
}

const defaultSubjects = {
	ca: 'test CA',
	server: 'localhost',
	client: 'client',
	peer: 'localhost',
} as const;

/** RFC 5280 4.1.2.2: positive, at most 20 octets, unique. */
function randomSerial(): Buffer {
	const serial = randomBytes(16);
	serial[0] = (serial[0]! & 0x7f) | 0x40;
	return serial;
}
