import type { KeyUsage } from '../../x509/extensions';
import { certificateRule, extensionSpan, leafRoles } from '../certificateRule';
import { refusalsByRole } from '../refusals';
import { missingDigitalSignatureSentence } from '../sentences';

/** A leaf's key that may not sign the handshake, as TLS 1.3 and every (EC)DHE suite ask it to. */
export const keyUsageMissingDigitalSignature = certificateRule({
	id: 'key-usage-missing-digital-signature',
	title: 'Key usage lacks digitalSignature',
	shortTitle: 'no digitalSignature',
	severity: 'error',
	reference: 'RFC 8446, 4.4.2.2; RFC 5280, 4.2.1.3',
	yieldsTo: ['leaf-is-ca'],
	roles: leafRoles,
	check: (certificate, { role }) => {
		const { keyUsage } = certificate;
		if (keyUsage === undefined || keyUsage.includes('digitalSignature')) {
			return undefined;
		}
		const canExchange = keyUsage.some((usage) => keyExchange.has(usage));
		return {
			message: missingDigitalSignatureSentence(certificate),
			span: extensionSpan(certificate, 'keyUsage'),
			refusedBy: refusalsByRole(role, {
				server: canExchange ? 'server-without-digital-signature' : 'server-without-any-tls-usage',
				client: keyUsage.includes('keyAgreement')
					? 'client-with-key-agreement-only'
					: 'client-without-digital-signature',
			}),
		};
	},
});

/** What OpenSSL takes instead on a server's certificate. */
const keyExchange: ReadonlySet<KeyUsage> = new Set(['keyEncipherment', 'keyAgreement'] as const);
