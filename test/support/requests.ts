import { bitString, element, integer, objectIdentifier, sequence, set } from './der';
import { encodeExtensions, listExtensions, type ExtensionOptions } from './extensions';
import { signerFor, testKey, type TestKey, type TestKeyType, type TestSigning } from './keys';
import { encodeName, type NameInput } from './names';
import { pem } from './pem';

/** What stands in a certificate request of a test. */
export interface RequestOptions extends TestSigning {
	readonly subject?: NameInput | undefined;
	readonly key?: TestKeyType | TestKey | undefined;
	/** No extensionRequest attribute if left out. */
	readonly extensions?: ExtensionOptions | undefined;
	readonly isSignatureBroken?: boolean | undefined;
}

/** A certificate request of a test with its key. */
export interface BuiltRequest {
	readonly der: Buffer;
	readonly pem: string;
	readonly key: TestKey;
}

/** Makes a PKCS #10 request (RFC 2986) with exactly the extensions asked for. */
export function buildRequest(options: RequestOptions = {}): BuiltRequest {
	const key = typeof options.key === 'object' ? options.key : testKey(options.key);
	const signer = signerFor(key, options);
	const info = sequence(
		integer(0),
		encodeName(options.subject ?? 'localhost'),
		key.spki,
		element(0xa0, ...(options.extensions ? [extensionRequest(options.extensions, key)] : [])),
	);
	const signature = signer.sign(info);
	if (options.isSignatureBroken === true) {
		signature[signature.length - 1]! ^= 0x01;
	}
	const der = sequence(info, signer.algorithm, bitString(signature));
	return { der, pem: pem('CERTIFICATE REQUEST', der), key };
}

/** The attribute of RFC 2985 5.4.2. */
function extensionRequest(options: ExtensionOptions, key: TestKey): Buffer {
	const list = listExtensions('none', options, key, key);
	return sequence(objectIdentifier('1.2.840.113549.1.9.14'), set(encodeExtensions(list)));
}
