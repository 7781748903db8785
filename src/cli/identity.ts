import { encodePem } from '../issue/pem';
import type { Identity, Pkcs12Identity } from '../mtls/report';
import {
	forward,
	needsPassphrase,
	passphraseWrong,
	readBytes,
	readCertificates,
	readKeyPair,
	readObjectFile,
	readPassphrase,
} from './files';
import { UsageError, type Values } from './verb';

/**
 * The certificate and key of `--cert` and `--key`; a PKCS #12 file brings both. DER is taken too.
 * Undefined if neither option is there.
 */
export async function readIdentity(values: Values): Promise<Identity | Pkcs12Identity | undefined> {
	const certificatePath = values.text('cert');
	const keyPath = values.text('key');
	if (certificatePath === undefined) {
		if (keyPath !== undefined) {
			throw new UsageError('--key goes with --cert: name the certificate as well.');
		}
		return undefined;
	}
	const passphrase = await readPassphrase(values.text('passphrase-file'));
	const label = forward(certificatePath);
	// Without a passphrase the TLS library tries the empty one.
	const { content } = await readObjectFile(certificatePath, passphrase ?? '');
	const [first] = content.objects;
	if (first?.kind === 'pkcs12') {
		if (first.pkcs12.passphrase === 'wrong') {
			throw passphrase === undefined ? needsPassphrase(label) : passphraseWrong(label);
		}
		return { pkcs12: await readBytes(certificatePath), passphrase, label };
	}
	if (keyPath === undefined) {
		throw new UsageError('--cert goes with --key: name the private key as well.');
	}
	const certificateChainPem = await readCertificatePem(certificatePath);
	// Opened here, where the name of its file is known.
	const { pkcs8 } = await readKeyPair(keyPath, passphrase);
	return { certificateChainPem, privateKeyPem: encodePem('PRIVATE KEY', pkcs8), label };
}

/** Certificates of a file as PEM, whatever they were; a file without one is a `UserError`. */
export async function readCertificatePem(path: string): Promise<string> {
	const certificates = await readCertificates([path]);
	return certificates.map(({ certificate }) => encodePem('CERTIFICATE', certificate.der)).join('');
}
