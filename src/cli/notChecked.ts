import type { LintFile } from '../lint/rule';
import type { ObjectKind, ReadResult } from '../x509/read';

/** A file of which nothing was said, and why. */
export interface NotChecked {
	readonly path: string;
	readonly reason: string;
}

/** True for a file in which nothing was found, not even something broken. */
export function isEmpty({ objects, problems }: ReadResult): boolean {
	return objects.length === 0 && problems.length === 0;
}

/** Why nothing was said of a file, if so: an empty list of findings alone would read as a good verdict. */
export function reasonNotChecked({ path, content }: LintFile): NotChecked[] {
	const { objects, problems } = content;
	if (isEmpty(content)) {
		return [{ path, reason: 'it holds no certificate, request, CRL or key' }];
	}
	if (objects.some((object) => object.kind === 'pkcs12' && object.pkcs12.isLocked)) {
		return [{ path, reason: 'its contents need a passphrase' }];
	}
	const passedOver = objects.map(({ kind, label }) => unjudged[kind] ?? label);
	const isPassedOver = objects.every(({ kind }) => kind === 'unknown' || kind in unjudged);
	return problems.length === 0 && isPassedOver
		? [{ path, reason: `${passedOver[0] ?? 'what it holds'} is not judged here` }]
		: [];
}

/** What no rule looks at; containers that were opened are followed by what they hold. */
const unjudged: Readonly<Partial<Record<ObjectKind, string>>> = {
	pkcs7: 'PKCS #7 without certificates',
	pkcs12: 'PKCS #12 without certificates',
	jks: 'a Java keystore without certificates',
	ocspResponse: 'an OCSP response',
	sshPublicKey: 'an SSH key',
	attributeCertificate: 'an attribute certificate',
	parameters: 'a file of parameters',
};
