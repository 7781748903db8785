/** Cipher suites of TLS 1.3 and those of TLS 1.2 that libraries of today still offer (IANA registry). */
const cipherSuites: Readonly<Record<number, string>> = {
	0x002f: 'TLS_RSA_WITH_AES_128_CBC_SHA',
	0x0035: 'TLS_RSA_WITH_AES_256_CBC_SHA',
	0x003c: 'TLS_RSA_WITH_AES_128_CBC_SHA256',
	0x003d: 'TLS_RSA_WITH_AES_256_CBC_SHA256',
	0x009c: 'TLS_RSA_WITH_AES_128_GCM_SHA256',
	0x009d: 'TLS_RSA_WITH_AES_256_GCM_SHA384',
	0x009e: 'TLS_DHE_RSA_WITH_AES_128_GCM_SHA256',
	0x009f: 'TLS_DHE_RSA_WITH_AES_256_GCM_SHA384',
	0x1301: 'TLS_AES_128_GCM_SHA256',
	0x1302: 'TLS_AES_256_GCM_SHA384',
	0x1303: 'TLS_CHACHA20_POLY1305_SHA256',
	0x1304: 'TLS_AES_128_CCM_SHA256',
	0x1305: 'TLS_AES_128_CCM_8_SHA256',
	0xc009: 'TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA',
	0xc00a: 'TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA',
	0xc013: 'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA',
	0xc014: 'TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA',
	0xc023: 'TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256',
	0xc024: 'TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384',
	0xc027: 'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256',
	0xc028: 'TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384',
	0xc02b: 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256',
	0xc02c: 'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384',
	0xc02f: 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
	0xc030: 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384',
	0xcca8: 'TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256',
	0xcca9: 'TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256',
	0xccaa: 'TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256',
};

/** Groups of RFC 8446 4.2.7 and the hybrid of draft-kwiatkowski-tls-ecdhe-mlkem. */
const groups: Readonly<Record<number, string>> = {
	0x0017: 'P-256',
	0x0018: 'P-384',
	0x0019: 'P-521',
	0x001d: 'X25519',
	0x001e: 'X448',
	0x0100: 'ffdhe2048',
	0x0101: 'ffdhe3072',
	0x11ec: 'X25519MLKEM768',
};

/** SignatureScheme of RFC 8446 4.2.3. */
const signatureSchemes: Readonly<Record<number, string>> = {
	0x0201: 'rsa_pkcs1_sha1',
	0x0203: 'ecdsa_sha1',
	0x0401: 'rsa_pkcs1_sha256',
	0x0403: 'ecdsa_secp256r1_sha256',
	0x0501: 'rsa_pkcs1_sha384',
	0x0503: 'ecdsa_secp384r1_sha384',
	0x0601: 'rsa_pkcs1_sha512',
	0x0603: 'ecdsa_secp521r1_sha512',
	0x0804: 'rsa_pss_rsae_sha256',
	0x0805: 'rsa_pss_rsae_sha384',
	0x0806: 'rsa_pss_rsae_sha512',
	0x0807: 'ed25519',
	0x0808: 'ed448',
	0x0809: 'rsa_pss_pss_sha256',
	0x080a: 'rsa_pss_pss_sha384',
	0x080b: 'rsa_pss_pss_sha512',
};

const versions: Readonly<Record<number, string>> = {
	0x0300: 'SSL 3.0',
	0x0301: 'TLS 1.0',
	0x0302: 'TLS 1.1',
	0x0303: 'TLS 1.2',
	0x0304: 'TLS 1.3',
};

/** The registered name of a cipher suite, its number where this table has none. */
export function cipherSuiteName(id: number): string {
	return cipherSuites[id] ?? hex(id);
}

/** The usual name of a key exchange group: `X25519`, `P-256`. */
export function groupName(id: number): string {
	return groups[id] ?? hex(id);
}

/** The RFC 8446 name of a signature scheme. */
export function signatureSchemeName(id: number): string {
	return signatureSchemes[id] ?? hex(id);
}

/** `TLS 1.3` for 0x0304; undefined for what is no version, such as the reserved values of RFC 8701. */
export function versionName(id: number): string | undefined {
	return versions[id];
}

function hex(id: number): string {
	return `0x${id.toString(16).padStart(4, '0')}`;
}
