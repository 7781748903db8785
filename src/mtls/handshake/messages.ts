import { ByteReader, TruncatedError } from './byteReader';
import { groupName, signatureSchemeName, versionName } from './names';

/** A ClientHello as far as reports need it (RFC 8446 4.1.2). */
export interface ClientHello {
	readonly kind: 'ClientHello';
	readonly random: string;
	/** Highest first, without the reserved values of RFC 8701. */
	readonly versions: readonly string[];
	readonly serverName: string | undefined;
	readonly alpn: readonly string[];
}

/** A ServerHello or HelloRetryRequest, which are one message (RFC 8446 4.1.3, 4.1.4). */
export interface ServerHello {
	readonly kind: 'ServerHello' | 'HelloRetryRequest';
	readonly random: string;
	/** Wire number of the version chosen, 0x0304 for TLS 1.3. */
	readonly version: number;
	readonly cipherSuite: number;
	readonly group: string | undefined;
	readonly alpn: string | undefined;
	/** True if the server took a pre-shared key, which is how TLS 1.3 resumes. */
	readonly hasPreSharedKey: boolean;
}

/** What the server asks of a client certificate (RFC 8446 4.3.2, RFC 5246 7.4.4). */
export interface CertificateRequest {
	readonly kind: 'CertificateRequest';
	/** Distinguished names (DER) of the CAs the server names; empty means any. */
	readonly authorities: readonly Uint8Array[];
	readonly signatureSchemes: readonly string[];
}

/** A chain as its owner sent it, leaf first; empty if a client had none to send. */
export interface CertificateMessage {
	readonly kind: 'Certificate';
	readonly chain: readonly Uint8Array[];
}

/** The decoded body of a handshake message; `Other` names those whose content nobody asks for. */
export type HandshakeBody =
	| ClientHello
	| ServerHello
	| CertificateRequest
	| CertificateMessage
	| { readonly kind: 'EncryptedExtensions'; readonly alpn: string | undefined }
	| { readonly kind: 'CertificateVerify'; readonly signatureScheme: string | undefined }
	| { readonly kind: 'ServerKeyExchange'; readonly group: string | undefined }
	| { readonly kind: 'Finished' | 'KeyUpdate' | 'NewSessionTicket' }
	| { readonly kind: 'Other' | 'Malformed' };

/** A handshake message with its RFC name. */
export interface DecodedMessage {
	readonly name: string;
	readonly body: HandshakeBody;
}

/** HandshakeType of RFC 8446 4, RFC 5246 7.4 and RFC 8879. */
const messageNames: Readonly<Record<number, string>> = {
	0: 'HelloRequest',
	1: 'ClientHello',
	2: 'ServerHello',
	4: 'NewSessionTicket',
	5: 'EndOfEarlyData',
	8: 'EncryptedExtensions',
	11: 'Certificate',
	12: 'ServerKeyExchange',
	13: 'CertificateRequest',
	14: 'ServerHelloDone',
	15: 'CertificateVerify',
	16: 'ClientKeyExchange',
	20: 'Finished',
	22: 'CertificateStatus',
	24: 'KeyUpdate',
	25: 'CompressedCertificate',
};

const extensionTypes = {
	serverName: 0,
	signatureAlgorithms: 13,
	applicationLayerProtocolNegotiation: 16,
	preSharedKey: 41,
	supportedVersions: 43,
	certificateAuthorities: 47,
	keyShare: 51,
} as const;

/** SHA-256 of "HelloRetryRequest", the random that tells it from a ServerHello (RFC 8446 4.1.3). */
const helloRetryRequestRandom = 'cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c';

/** Decodes one handshake message; whatever it holds, this gives a value and never throws. */
export function decodeMessage(type: number, bytes: Uint8Array, isTls13: boolean): DecodedMessage {
	const name = messageNames[type] ?? `Handshake message ${type}`;
	try {
		const body = decodeBody(type, new ByteReader(bytes), isTls13);
		return { name: body.kind === 'HelloRetryRequest' ? body.kind : name, body };
	} catch (error) {
		if (error instanceof TruncatedError) {
			return { name, body: { kind: 'Malformed' } };
		}
		throw error;
	}
}

function decodeBody(type: number, reader: ByteReader, isTls13: boolean): HandshakeBody {
	switch (type) {
		case 1:
			return decodeClientHello(reader);
		case 2:
			return decodeServerHello(reader);
		case 4:
			return { kind: 'NewSessionTicket' };
		case 8:
			return { kind: 'EncryptedExtensions', alpn: alpnOf(readExtensions(reader))[0] };
		case 11:
			return decodeCertificate(reader, isTls13);
		case 12:
			return { kind: 'ServerKeyExchange', group: decodeKeyExchangeGroup(reader) };
		case 13:
			return decodeCertificateRequest(reader, isTls13);
		case 15:
			return { kind: 'CertificateVerify', signatureScheme: signatureSchemeName(reader.number(2)) };
		case 20:
			return { kind: 'Finished' };
		case 24:
			return { kind: 'KeyUpdate' };
		default:
			return { kind: 'Other' };
	}
}

function decodeClientHello(reader: ByteReader): ClientHello {
	const legacyVersion = reader.number(2);
	const random = toHex(reader.take(32));
	reader.vector(1);
	reader.vector(2);
	reader.vector(1);
	const extensions = readExtensions(reader);
	const supported = extensions.get(extensionTypes.supportedVersions);
	const versions =
		supported === undefined
			? [legacyVersion]
			: new ByteReader(supported).vector(1).list((list) => list.number(2));
	const names = extensions.get(extensionTypes.serverName);
	return {
		kind: 'ClientHello',
		random,
		versions: versions.map(versionName).filter((version) => version !== undefined),
		serverName: names === undefined ? undefined : decodeServerName(new ByteReader(names)),
		alpn: alpnOf(extensions),
	};
}

/** RFC 6066 3: the only name type ever defined is host_name (0). */
function decodeServerName(reader: ByteReader): string | undefined {
	const list = reader.vector(2);
	return list.remaining > 0 && list.number(1) === 0 ? toAscii(list.vector(2).rest()) : undefined;
}

function decodeServerHello(reader: ByteReader): ServerHello {
	const legacyVersion = reader.number(2);
	const random = toHex(reader.take(32));
	reader.vector(1);
	const cipherSuite = reader.number(2);
	reader.number(1);
	const extensions = readExtensions(reader);
	const version = extensions.get(extensionTypes.supportedVersions);
	const keyShare = extensions.get(extensionTypes.keyShare);
	return {
		kind: random === helloRetryRequestRandom ? 'HelloRetryRequest' : 'ServerHello',
		random,
		version: version === undefined ? legacyVersion : new ByteReader(version).number(2),
		cipherSuite,
		group: keyShare === undefined ? undefined : groupName(new ByteReader(keyShare).number(2)),
		alpn: alpnOf(extensions)[0],
		hasPreSharedKey: extensions.has(extensionTypes.preSharedKey),
	};
}

function decodeCertificate(reader: ByteReader, isTls13: boolean): CertificateMessage {
	if (isTls13) {
		reader.vector(1);
	}
	const chain = reader.vector(3).list((list) => {
		const certificate = list.vector(3).rest();
		if (isTls13) {
			list.vector(2);
		}
		return certificate;
	});
	return { kind: 'Certificate', chain };
}

function decodeCertificateRequest(reader: ByteReader, isTls13: boolean): CertificateRequest {
	let schemes: ByteReader | undefined;
	let authorities: ByteReader | undefined;
	if (isTls13) {
		reader.vector(1);
		const extensions = readExtensions(reader);
		const listed = extensions.get(extensionTypes.certificateAuthorities);
		const offered = extensions.get(extensionTypes.signatureAlgorithms);
		authorities = listed === undefined ? undefined : new ByteReader(listed).vector(2);
		schemes = offered === undefined ? undefined : new ByteReader(offered).vector(2);
	} else {
		reader.vector(1);
		schemes = reader.vector(2);
		authorities = reader.vector(2);
	}
	return {
		kind: 'CertificateRequest',
		authorities: authorities?.list((list) => list.vector(2).rest()) ?? [],
		signatureSchemes: schemes?.list((list) => signatureSchemeName(list.number(2))) ?? [],
	};
}

/** RFC 8422 5.4: named_curve (3), then the group; other kinds of exchange have no group here. */
function decodeKeyExchangeGroup(reader: ByteReader): string | undefined {
	return reader.remaining >= 3 && reader.number(1) === 3 ? groupName(reader.number(2)) : undefined;
}

function readExtensions(reader: ByteReader): Map<number, Uint8Array> {
	const extensions = new Map<number, Uint8Array>();
	if (reader.remaining > 0) {
		reader.vector(2).list((list) => extensions.set(list.number(2), list.vector(2).rest()));
	}
	return extensions;
}

function alpnOf(extensions: ReadonlyMap<number, Uint8Array>): string[] {
	const value = extensions.get(extensionTypes.applicationLayerProtocolNegotiation);
	return value === undefined
		? []
		: new ByteReader(value).vector(2).list((list) => toAscii(list.vector(1).rest()));
}

function toHex(bytes: Uint8Array): string {
	return Buffer.from(bytes).toString('hex');
}

/** Names on the wire are ASCII; anything else becomes a dot, so that a report stays printable. */
function toAscii(bytes: Uint8Array): string {
	return Buffer.from(bytes)
		.toString('latin1')
		.replace(/[^\x20-\x7e]/g, '.');
}
