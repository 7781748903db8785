import { encodePem } from '../issue/pem';
import type { LocatedObject } from '../x509/read';

/** An object as a PEM block for anybody to see; undefined for all but certificates, requests and CRLs. */
export function publicPem(object: LocatedObject): string | undefined {
	switch (object.kind) {
		case 'certificate':
			return encodePem('CERTIFICATE', object.certificate.der);
		case 'certificateRequest':
			return encodePem('CERTIFICATE REQUEST', object.request.der);
		case 'crl':
			return encodePem('X509 CRL', object.crl.der);
		default:
			return undefined;
	}
}
