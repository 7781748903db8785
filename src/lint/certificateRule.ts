import type { Certificate } from '../x509/certificate';
import type { Span } from '../x509/der';
import type { ObjectRule, Role, Rule, RuleContext, RuleHit } from './rule';

/** The facts of a rule that looks at certificates. */
export interface CertificateRule extends Rule {
	/** Roles it judges; all if left out. */
	readonly roles?: readonly Role[];
	readonly check: (certificate: Certificate, context: CertificateContext) => RuleHit | undefined;
}

/** A rule's context whose object is known to be a certificate. */
export interface CertificateContext extends Omit<RuleContext, 'object'> {
	readonly object: Extract<RuleContext['object'], { kind: 'certificate' }>;
}

/** Makes a rule from what it says about a certificate. */
export function certificateRule({ roles, check, ...rule }: CertificateRule): ObjectRule {
	return {
		...rule,
		appliesTo: ({ object, role }) =>
			object.kind === 'certificate' && (roles === undefined || roles.includes(role)),
		check: (context) => {
			const { object } = context;
			return object.kind === 'certificate'
				? check(object.certificate, { ...context, object })
				: undefined;
		},
	};
}

/** Roles that a TLS peer shows, as opposed to CAs. */
export const leafRoles: readonly Role[] = ['server', 'client', 'peer'];

/** Where an extension stands in the certificate, by its RFC 5280 name. */
export function extensionSpan(certificate: Certificate, name: string): Span | undefined {
	return certificate.extensions.find((extension) => extension.name === name)?.span;
}
