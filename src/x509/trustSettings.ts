import { contextTag, DerReader, readObjectIdentifier, tags, toHex } from './der';
import { extendedKeyUsageName } from './extensions/keyUsage';
import { readString } from './strings';

/** What OpenSSL keeps behind a certificate in a TRUSTED CERTIFICATE block (`X509_CERT_AUX`, x509(1)). */
export interface TrustSettings {
	/** Purposes by RFC 5280 name, else OID; undefined means that nothing is said. */
	readonly trusted: readonly string[] | undefined;
	readonly rejected: readonly string[] | undefined;
	readonly alias: string | undefined;
	/** Lower-case hex. */
	readonly keyId: string | undefined;
}

/** Splits a TRUSTED CERTIFICATE into the certificate and its settings; there may be none. */
export function splitTrusted(der: Uint8Array): {
	certificate: Uint8Array;
	trust: TrustSettings | undefined;
} {
	const reader = new DerReader(der).next(tags.sequence);
	const certificate = reader.element();
	return { certificate, trust: reader.hasMore ? readSettings(reader) : undefined };
}

function readSettings(file: DerReader): TrustSettings {
	const settings = file.next(tags.sequence).inner();
	file.expectEnd();
	const trusted = settings.nextIf(tags.sequence) ? readPurposes(settings) : undefined;
	const rejected = settings.nextIf(contextTag(0, true)) ? readPurposes(settings) : undefined;
	const alias = settings.nextIf(tags.utf8String) ? readString(settings) : undefined;
	const keyId = settings.nextIf(tags.octetString) ? toHex(settings.content()) : undefined;
	return { trusted, rejected, alias, keyId };
}

function readPurposes(list: DerReader): string[] {
	const reader = list.inner();
	const purposes: string[] = [];
	while (reader.hasMore) {
		purposes.push(extendedKeyUsageName(readObjectIdentifier(reader.next(tags.objectIdentifier))));
	}
	return purposes;
}
