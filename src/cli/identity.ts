import { encodePem } from '../issue/pem';
import type { Identity, Pkcs12Identity } from '../mtls/report';
import { readObjects } from '../x509/read';
import {
	forward,
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
	const bytes = await readBytes(certificatePath);
	const { content } = await readObjectFile(certificatePath);
	if (content.objects[0]?.kind === 'pkcs12') {
		return { pkcs12: bytes, passphrase, label };
	}
	if (keyPath === undefined) {
		throw new UsageError('--cert goes with --key: name the private key as well.');
	}
	const certificateChainPem = await readCertificatePem(certificatePath);
	const privateKeyPem = await readPrivateKey(keyPath, passphrase);
	return { certificateChainPem, privateKeyPem, passphrase, label };
}

/** Certificates of a file as PEM, whatever they were; a file without one is a `UserError`. */
export async function readCertificatePem(path: string): Promise<string> {
	const certificates = await readCertificates([path]);
	return certificates.map(({ certificate }) => encodePem('CERTIFICATE', certificate.der)).join('');
}

/** A private key as PEM: text as it stands, so that encrypted keys stay encrypted; DER is loaded. */
async function readPrivateKey(path: string, passphrase: string | undefined): Promise<string> {
	const bytes = await readBytes(path);
	return readObjects(bytes).isBinary
		? encodePem('PRIVATE KEY', (await readKeyPair(path, passphrase)).pkcs8)
		: bytes.toString('latin1');
}
