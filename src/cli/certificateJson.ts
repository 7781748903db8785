import type { Certificate } from '../x509/certificate';
import { timeText } from '../x509/describe';

/** A certificate of a chain as the results of `serve` and `probe` show it. */
export interface CertificateJson {
	readonly subject: string;
	readonly issuer: string;
	readonly serialNumber: string;
	readonly notBefore: string;
	readonly notAfter: string;
	readonly fingerprintSha256: string;
}

/** The JSON form of a certificate in a chain. */
export function certificateJson(certificate: Certificate): CertificateJson {
	return {
		subject: certificate.subject.text,
		issuer: certificate.issuer.text,
		serialNumber: certificate.serialNumber,
		notBefore: timeText(certificate.notBefore),
		notAfter: timeText(certificate.notAfter),
		fingerprintSha256: certificate.fingerprintSha256,
	};
}
