import { canonicalAddress } from '../../util/ipAddress';
import type { Certificate } from '../../x509/certificate';
import { certificateRule, extensionSpan } from '../certificateRule';
import { refusalsOf } from '../refusals';
import { ipAddressAsDnsNameSentence } from '../sentences';

/** An address typed where a DNS name belongs; clients that dial it look among the addresses only. */
export const ipAddressAsDnsName = certificateRule({
	id: 'ip-address-as-dns-name',
	title: 'IP address is listed as a DNS name',
	shortTitle: 'IP as DNS name',
	severity: 'error',
	reference: 'RFC 9525, 6.5; RFC 5280, 4.2.1.6',
	yieldsTo: [],
	roles: ['server', 'peer', 'unknown'],
	check: (certificate) => {
		const misplaced = misplacedAddress(certificate);
		if (misplaced === undefined) {
			return undefined;
		}
		return {
			message: ipAddressAsDnsNameSentence(misplaced),
			span: extensionSpan(certificate, 'subjectAltName'),
			refusedBy: refusalsOf('ip-address-as-dns-name'),
			fix: {
				id: 'reissue-with-subject-alternative-name',
				title: `Replace DNS:${misplaced} by IP:${misplaced} and reissue`,
				names: (certificate.subjectAltName ?? []).map(({ value }) => value),
			},
		};
	},
});

function misplacedAddress({ subjectAltName = [] }: Certificate): string | undefined {
	const addresses = new Set(
		subjectAltName.filter(({ type }) => type === 'ip').map(({ value }) => value),
	);
	for (const { type, value } of subjectAltName) {
		const address = type === 'dns' ? canonicalAddress(value) : undefined;
		// Where the address stands in its own place too, the other one does no harm.
		if (address !== undefined && !addresses.has(address)) {
			return address;
		}
	}
	return undefined;
}
