import type { Issuer } from '../issue/request';
import { UserError } from '../util/userError';
import { readCertificates, readKeyPair, readPassphrase } from './files';

/** Loads the CA that is to sign: the first certificate of its file, and its key. */
export async function readIssuer(
	certificatePath: string,
	keyPath: string,
	passphrasePath: string | undefined,
): Promise<Issuer> {
	const [ca] = await readCertificates([certificatePath]);
	if (ca === undefined) {
		throw new UserError('no-certificate', `${certificatePath} holds no certificate.`);
	}
	const keyPair = await readKeyPair(keyPath, await readPassphrase(passphrasePath));
	return { certificate: ca.certificate.der, keyPair };
}
