import { canonicalDnsName } from '../../path/hostName';
import { canonicalAddress } from '../../util/ipAddress';
import type { Certificate } from '../../x509/certificate';
import { certificateRule } from '../certificateRule';
import { refusalsOf } from '../refusals';
import type { FixSuggestion } from '../rule';
import { missingSubjectAltNameSentence } from '../sentences';

/** Names that a client may look for: a SPIFFE server has a URI and nothing else. */
const serverNames = new Set(['dns', 'ip', 'uri']);

/** A server certificate that names its host in the common name only, or nowhere. */
export const missingSubjectAlternativeName = certificateRule({
	id: 'missing-subject-alternative-name',
	title: 'No subject alternative name',
	shortTitle: 'no SAN',
	severity: 'error',
	reference: 'RFC 9525, 2; RFC 5280, 4.2.1.6',
	yieldsTo: ['version-not-3', 'leaf-is-ca'],
	roles: ['server', 'peer'],
	check: (certificate, { role }) =>
		certificate.subjectAltName?.some(({ type }) => serverNames.has(type))
			? undefined
			: {
					message: missingSubjectAltNameSentence(role, certificate.subject.commonName),
					span: certificate.spans.subject,
					refusedBy: refusalsOf('no-subject-alternative-name'),
					fix: fixFor(certificate),
				},
});

/** Only a common name that is a host can become the name that clients look for. */
function fixFor({ subject: { commonName = '' } }: Certificate): FixSuggestion | undefined {
	const address = canonicalAddress(commonName);
	const name = commonName.includes(' ') ? undefined : (address ?? canonicalDnsName(commonName));
	return name === undefined
		? undefined
		: {
				id: 'reissue-with-subject-alternative-name',
				title: `Reissue with SAN ${address === undefined ? 'DNS' : 'IP'}:${name}`,
				names: [name],
			};
}
