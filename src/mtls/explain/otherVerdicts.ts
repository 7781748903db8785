import { of, type CauseText } from './cause';

/** What goes wrong before or beside TLS. */
export const otherVerdicts = {
	plainServer: of(
		'connection',
		'wrong-protocol',
		'The client spoke TLS, and the server answered in another protocol, mostly plain HTTP.',
		'Start the server with TLS, dial its TLS port, or use http:// instead of https://.',
	),
	plainClient: of(
		'connection',
		'wrong-protocol',
		'The client spoke plain HTTP to a port where the server expects TLS.',
		'Use https:// instead of http://.',
	),
	nothingListening: of(
		'connection',
		'nothing-listening',
		'Nothing listens at that address and port.',
		'Start the server, or correct host and port. A server on 127.0.0.1 only is not reached through ::1.',
	),
	nameNotResolved: of(
		'connection',
		'name-not-resolved',
		'The host name does not resolve on this machine.',
		'Correct the name, or add it to DNS or the hosts file.',
	),
	timeout: of(
		'connection',
		'timeout',
		'The other side did not answer in time.',
		'Check host and port, and firewalls between both machines.',
	),
	keyMismatch: of(
		'loading',
		'key-mismatch',
		'The private key does not belong to the first certificate of the certificate file. A bundle with the CA in front ends the same way.',
		'Use the key of that certificate, or put the leaf first in the file.',
	),
	keyTypeMismatch: of(
		'loading',
		'key-type-mismatch',
		'Private key and certificate are of different types, such as an EC key with an RSA certificate. Node loads them without a word, and every client then sees alert 40.',
		'Use the key that belongs to the certificate.',
	),
	wrongPassphrase: of(
		'loading',
		'wrong-passphrase',
		'The private key is encrypted, and the passphrase is missing or does not open it.',
		'Give the right passphrase, or store the key without encryption.',
	),
	notPem: of(
		'loading',
		'not-pem',
		'The file holds no PEM block of the kind that was asked for: certificate and key are swapped, a path was given instead of contents, it is DER, it begins with a byte order mark, or its line breaks are lost.',
		'Open the file: its first line has to be -----BEGIN CERTIFICATE----- or -----BEGIN PRIVATE KEY-----.',
	),
	pemTruncated: of(
		'loading',
		'pem-truncated',
		'A PEM block has no proper END line; the end of the file is missing.',
		'Copy the file again, up to and including its END line.',
	),
	pkcs12Passphrase: of(
		'loading',
		'pkcs12-wrong-passphrase',
		'The passphrase does not open the PKCS#12 file. macOS says the same of files with modern algorithms.',
		'Give the right passphrase; for macOS, export with the legacy algorithms.',
	),
	pkcs12Encryption: of(
		'loading',
		'pkcs12-unsupported-encryption',
		'The PKCS#12 file is encrypted with an algorithm that OpenSSL 3 does not read by default, mostly RC2-40.',
		'Ask for the file with AES-256, or convert it with openssl pkcs12 -legacy.',
	),
	algorithmUnavailable: of(
		'loading',
		'algorithm-unavailable',
		'OpenSSL offers no such digest or cipher here: mostly an old one such as MD4, DES or RC2, which OpenSSL 3 keeps in its legacy provider. The program itself, an encrypted key or a PKCS#12 file may have asked for it.',
		'Look for the name behind "Algorithm" in the same line.',
		'Convert the file that asks for it; openssl pkcs12 -legacy reads old PKCS#12 files.',
	),
	notPkcs12: of(
		'loading',
		'not-pem',
		'The file is not in the format that was asked for: PEM where PKCS#12 is expected, or the other way round.',
		'Name the right format, or convert the file.',
	),
	weakIdentity: of(
		'loading',
		'weak-algorithm',
		'The certificate or its key is too weak for this TLS library: a key below 2048 bits, or a signature with SHA-1.',
		'Reissue it with EC P-256 or RSA 2048 and SHA-256.',
	),
	trustStoreEmpty: of(
		'loading',
		'trust-store-empty',
		'The truststore holds no CA certificate, or its file was not found.',
		'Import the CA certificate into the truststore and check its path.',
	),
	caFileUnreadable: of(
		'loading',
		'not-pem',
		'The CA file could not be read or holds no certificate.',
		'Name the file that holds the CA certificate in PEM.',
	),
	keyFileMode: of(
		'loading',
		'key-file-mode',
		'The private key file can be read by others than its owner, and the program does not accept that.',
		'Make it readable by its owner only (mode 0600).',
	),
	clientKeyUnusable: of(
		'loading',
		'client-key-unusable',
		'The browser has a client certificate but cannot sign with its key: the key is missing from the import, or offers no algorithm that the server takes.',
		'Import the certificate together with its key (PKCS#12) and restart the browser.',
	),
} as const satisfies Record<string, CauseText>;
