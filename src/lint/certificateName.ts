import { visibleText } from '../util/visibleText';
import type { Certificate } from '../x509/certificate';
import type { Name } from '../x509/name';
import type { Role } from './rule';

/** What a sentence calls a certificate: its common name, else its first subject alternative name. */
export function certificateName({ subject, subjectAltName }: Certificate): string {
	return visibleText(
		subject.commonName ?? subjectAltName?.[0]?.value ?? (subject.text || 'without a name'),
	);
}

/** What a sentence calls an issuer or another name: its common name, else all of it. */
export function nameText(name: Name): string {
	return visibleText(name.commonName ?? (name.text || 'without a name'));
}

/** The subject of a sentence: `Server certificate localhost`, `CA certificate orders CA`. */
export function certificateSubject(role: Role, certificate: Certificate): string {
	return `${roleTitles[role]} ${certificateName(certificate)}`;
}

/** `Server certificate`: how sentences begin that go on without a name. */
export const roleTitles: Readonly<Record<Role, string>> = {
	ca: 'CA certificate',
	server: 'Server certificate',
	client: 'Client certificate',
	peer: 'Peer certificate',
	unknown: 'Certificate',
};
