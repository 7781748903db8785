import { dayMs } from '../util/duration';
import { parseCertificate, type Certificate } from '../x509/certificate';
import type { RawExtension } from '../x509/library';
import { assemble, checkSubject, periodBelow, type Issued } from './certificates';
import * as extensions from './extensions';
import { checkIssuer, keyIdentifier } from './issuer';
import type { Issuer, SubjectAltNameInput } from './request';
import { signerOf } from './signer';
import type { Validity } from './validity';

/** What is to be different in the new certificate; what is left out stays. */
export interface ReissueChanges {
	readonly subjectAltName?: readonly SubjectAltNameInput[] | undefined;
	/** Names as `clientAuth`, or OIDs. */
	readonly extendedKeyUsage?: readonly string[] | undefined;
	readonly validityDays?: number | undefined;
}

/**
 * Issues a certificate again with the same subject, key and extensions but for the changes, so that
 * its private key stays in use. Serial number and key identifiers are new; without `validityDays` it
 * ends when the old one does, or lasts as long as the old one if that is over.
 */
export async function reissue(
	der: Uint8Array,
	issuer: Issuer,
	changes: ReissueChanges,
	now: Date,
): Promise<Issued> {
	const old = parseCertificate(der);
	const isCa = old.basicConstraints?.isCa === true;
	const checked = checkIssuer(issuer, { isCa, title: 'certificate' });
	checkSubject(old.subject.der, checked);
	const isSubjectEmpty = old.subject.rdns.length === 0;
	const { subjectAltName, extendedKeyUsage } = changes;
	const replaced: RawExtension[] = [
		...(subjectAltName ? [extensions.subjectAltName(subjectAltName, isSubjectEmpty)] : []),
		...(extendedKeyUsage ? [extensions.extendedKeyUsage(extendedKeyUsage)] : []),
		extensions.subjectKeyIdentifier(keyIdentifier(old.publicKey.spki)),
		extensions.authorityKeyIdentifier(checked.keyIdentifier),
	];
	return assemble({
		issuer: checked.certificate.subject.der,
		subject: old.subject.der,
		spki: old.publicKey.spki,
		period: periodBelow(checked, validityOf(old, changes.validityDays, now), now),
		signer: signerOf(issuer.keyPair),
		extensions: mergeExtensions(old, replaced),
	});
}

/** Signed timestamps (RFC 6962 3.3) vouch for the bytes of the old certificate, so they go. */
const timestampsOid = '1.3.6.1.4.1.11129.2.4.2';

/** The old extensions in their order with the new ones in their places; each type stands once (RFC 5280 4.2). */
function mergeExtensions(old: Certificate, replaced: readonly RawExtension[]): RawExtension[] {
	const byOid = new Map<string, RawExtension>();
	for (const { oid, critical, value } of old.extensions) {
		if (oid !== timestampsOid && !byOid.has(oid)) {
			byOid.set(oid, { oid, critical, value });
		}
	}
	for (const extension of replaced) {
		byOid.set(extension.oid, extension);
	}
	return [...byOid.values()];
}

function validityOf(old: Certificate, validityDays: number | undefined, now: Date): Validity {
	if (validityDays !== undefined) {
		return { kind: 'days', days: validityDays };
	}
	if (old.notAfter > now) {
		return { kind: 'until', notAfter: old.notAfter };
	}
	const days = Math.round((old.notAfter.getTime() - old.notBefore.getTime()) / dayMs);
	return { kind: 'days', days: Math.max(1, days) };
}
