import { visibleText } from '../util/visibleText';
import type { Certificate } from '../x509/certificate';
import type { Name } from '../x509/name';

/** What a sentence calls a certificate: its common name, else its first subject alternative name. */
export function certificateName(certificate: Certificate): string {
	const { subject, subjectAltName } = certificate;
	return visibleText(
		subject.commonName ?? subjectAltName?.[0]?.value ?? (subject.text || 'without a name'),
	);
}

/** What a sentence calls an issuer or another name: its common name, else all of it. */
export function nameText(name: Name): string {
	return visibleText(name.commonName ?? (name.text || 'without a name'));
}
