import 'reflect-metadata';
import {
	BasicConstraintsExtension,
	SubjectAlternativeNameExtension,
	X509Certificate,
} from '@peculiar/x509';
import { sha256 } from '../../src/x509/crypto';

/** What @peculiar/x509 reads in a certificate, in the terms that the differential test compares. */
export interface SecondOpinion {
	readonly serialNumber: string;
	readonly notBefore: Date;
	readonly notAfter: Date;
	readonly extensions: readonly string[];
	readonly spkiSha256: string;
	readonly subjectAltNameCount: number | undefined;
	readonly isCa: boolean | undefined;
}

/** Name forms that both sides decode; user principal names are other names to us. */
const countedTypes = new Set(['dns', 'ip', 'email', 'url', 'dn', 'id']);

/** Decodes with @peculiar/x509; undefined where it refuses the certificate. */
export function decodeWithLibrary(der: Uint8Array): SecondOpinion | undefined {
	try {
		const certificate = new X509Certificate(Uint8Array.from(der));
		return {
			serialNumber: certificate.serialNumber,
			notBefore: certificate.notBefore,
			notAfter: certificate.notAfter,
			extensions: certificate.extensions.map(({ type }) => type),
			spkiSha256: sha256(new Uint8Array(certificate.publicKey.rawData)),
			subjectAltNameCount: certificate
				.getExtension(SubjectAlternativeNameExtension)
				?.names.items.filter(({ type }) => countedTypes.has(type)).length,
			isCa: certificate.getExtension(BasicConstraintsExtension)?.ca,
		};
	} catch {
		return undefined;
	}
}
