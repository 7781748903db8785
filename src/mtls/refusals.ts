import { alertName } from './alerts';

/** How two servers that are not ours refuse a client for a fault (OpenSSL 3.0, nginx 1.22; a test runs both). */
interface Refusal {
	readonly nginxAnswers400: boolean;
	/** Alert of an OpenSSL server; undefined where it lets the client in. */
	readonly opensslAlert: number | undefined;
}

const unknownCa: Refusal = { nginxAnswers400: true, opensslAlert: 48 };

/** By fault code. TLS 1.3; under TLS 1.2 a missing certificate is alert 40. */
const refusals: Readonly<Record<string, Refusal>> = {
	'no-client-certificate': { nginxAnswers400: true, opensslAlert: 116 },
	'issuer-not-found': unknownCa,
	'issuer-not-trusted': unknownCa,
	'issuer-signature-mismatch': unknownCa,
	'self-signed-leaf': unknownCa,
	'missing-intermediate': unknownCa,
	'wrong-extended-key-usage': { nginxAnswers400: true, opensslAlert: 43 },
	'issuer-extended-key-usage': { nginxAnswers400: true, opensslAlert: 43 },
	expired: { nginxAnswers400: true, opensslAlert: 45 },
	'not-yet-valid': { nginxAnswers400: true, opensslAlert: 42 },
	'key-usage-missing-digital-signature': { nginxAnswers400: true, opensslAlert: 43 },
};

/** The fault codes that both servers were run with. */
export const measuredFaults: readonly string[] = Object.keys(refusals);

/** "nginx would answer 400, OpenSSL would send alert 45 certificate_expired."; undefined where nobody measured. */
export function refusalElsewhere(faultCode: string): string | undefined {
	const refusal = refusals[faultCode];
	if (refusal === undefined) {
		return undefined;
	}
	const parts = [
		...(refusal.nginxAnswers400 ? ['nginx would answer 400'] : []),
		...(refusal.opensslAlert === undefined
			? []
			: [`OpenSSL would send alert ${refusal.opensslAlert} ${alertName(refusal.opensslAlert)}`]),
	];
	return `${parts.join(', ')}.`;
}
