import { certificateRule, leafRoles } from '../certificateRule';
import { certificateSubject } from '../certificateName';
import { refusalsByRole } from '../refusals';

/** A sound key type that BoringSSL leaves out of handshakes: Chrome, Android, VS Code's desktop host. */
export const ed25519NotSupportedByBoringssl = certificateRule({
	id: 'ed25519-not-supported-by-boringssl',
	title: 'BoringSSL does no handshakes with Ed25519',
	shortTitle: 'not for BoringSSL',
	severity: 'information',
	reference: 'RFC 8446, 4.2.3; RFC 8410',
	yieldsTo: [],
	roles: leafRoles,
	check: (certificate, { role }) => {
		const { algorithm } = certificate.publicKey;
		return algorithm !== 'Ed25519' && algorithm !== 'Ed448'
			? undefined
			: {
					message: `${certificateSubject(role, certificate)} has an ${algorithm} key, with which BoringSSL does no handshake.`,
					span: certificate.spans.subjectPublicKeyInfo,
					refusedBy: refusalsByRole(role, { server: 'server-ed25519', client: 'client-ed25519' }),
				};
	},
});
