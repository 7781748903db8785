import { createHmac } from 'node:crypto';

/** How a cipher suite protects records: its AEAD, and the hash of its key derivation. */
export interface SuiteParameters {
	/** Name for `createDecipheriv`. */
	readonly aead: 'aes-128-gcm' | 'aes-256-gcm' | 'chacha20-poly1305';
	readonly hash: 'sha256' | 'sha384';
	readonly keyLength: 16 | 32;
}

/** Key and initialization vector of one direction. */
export interface TrafficKeys {
	readonly key: Uint8Array;
	readonly iv: Uint8Array;
}

const aes128 = { aead: 'aes-128-gcm', hash: 'sha256', keyLength: 16 } as const;
const aes256 = { aead: 'aes-256-gcm', hash: 'sha384', keyLength: 32 } as const;
const chacha20 = { aead: 'chacha20-poly1305', hash: 'sha256', keyLength: 32 } as const;

const suites: Readonly<Record<number, SuiteParameters>> = {
	0x1301: aes128,
	0x1302: aes256,
	0x1303: chacha20,
	0x009c: aes128,
	0x009d: aes256,
	0x009e: aes128,
	0x009f: aes256,
	0xc02b: aes128,
	0xc02c: aes256,
	0xc02f: aes128,
	0xc030: aes256,
	0xcca8: chacha20,
	0xcca9: chacha20,
	0xccaa: chacha20,
};

/** Undefined for suites that are not decrypted here: CCM and the CBC suites of TLS 1.2. */
export function suiteParameters(cipherSuite: number): SuiteParameters | undefined {
	return suites[cipherSuite];
}

/** Keys from a traffic secret of TLS 1.3 (RFC 8446 7.3). */
export function trafficKeys(suite: SuiteParameters, secret: Uint8Array): TrafficKeys {
	return {
		key: expandLabel(suite.hash, secret, 'key', suite.keyLength),
		iv: expandLabel(suite.hash, secret, 'iv', 12),
	};
}

/** The secret that follows a KeyUpdate (RFC 8446 7.2). */
export function nextTrafficSecret(suite: SuiteParameters, secret: Uint8Array): Uint8Array {
	return expandLabel(suite.hash, secret, 'traffic upd', suite.hash === 'sha256' ? 32 : 48);
}

/** Keys of both directions from a master secret of TLS 1.2 (RFC 5246 6.3, AEAD suites only). */
export function keysOfMasterSecret(
	suite: SuiteParameters,
	master: Uint8Array,
	clientRandom: string,
	serverRandom: string,
): { readonly client: TrafficKeys; readonly server: TrafficKeys } {
	// GCM keeps 4 octets implicit (RFC 5288 3); ChaCha20 has all 12 (RFC 7905 2).
	const ivLength = suite.aead === 'chacha20-poly1305' ? 12 : 4;
	const seed = Buffer.concat([
		Buffer.from('key expansion', 'latin1'),
		Buffer.from(serverRandom, 'hex'),
		Buffer.from(clientRandom, 'hex'),
	]);
	const block = expandMaster(suite.hash, master, seed, 2 * (suite.keyLength + ivLength));
	const ivs = 2 * suite.keyLength;
	return {
		client: {
			key: block.subarray(0, suite.keyLength),
			iv: block.subarray(ivs, ivs + ivLength),
		},
		server: {
			key: block.subarray(suite.keyLength, ivs),
			iv: block.subarray(ivs + ivLength),
		},
	};
}

/** HKDF-Expand-Label of RFC 8446 7.1 with an empty context. */
function expandLabel(hash: string, secret: Uint8Array, label: string, length: number): Uint8Array {
	const text = Buffer.from(`tls13 ${label}`, 'latin1');
	const info = Buffer.from([length >> 8, length & 0xff, text.length, ...text, 0]);
	// RFC 5869 2.3: T(n) = HMAC(secret, T(n-1) | info | n); no length here needs more than one block.
	return createHmac(hash, secret)
		.update(info)
		.update(Buffer.from([1]))
		.digest()
		.subarray(0, length);
}

/** P_hash of RFC 5246 5. */
function expandMaster(hash: string, secret: Uint8Array, seed: Uint8Array, length: number): Buffer {
	const blocks: Buffer[] = [];
	let chained: Uint8Array = seed;
	for (let have = 0; have < length; have += hash === 'sha256' ? 32 : 48) {
		chained = createHmac(hash, secret).update(chained).digest();
		blocks.push(createHmac(hash, secret).update(chained).update(seed).digest());
	}
	return Buffer.concat(blocks).subarray(0, length);
}
