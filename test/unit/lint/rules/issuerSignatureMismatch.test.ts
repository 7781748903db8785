import assert from 'node:assert/strict';
import { buildCa } from '../../../support/certificates';
import { ca, check, checkText, client, findingsOf, server } from '../findings';

describe('rule issuer-signature-mismatch', () => {
	const again = buildCa({ subject: 'orders CA' });

	it('lets a certificate pass when one of two CAs of the same name signed it', () => {
		check({ 'new/ca.crt': again.pem, 'server.crt': server({ issuer: again }).pem }, []);
	});

	it('reports a CA that was made again under the same name', () => {
		checkText(
			{ 'server.crt': server({ issuer: again }).pem },
			'Issuer is named orders CA, but the key in ca.crt did not sign this. The CA was probably made again under the same name.',
			'Refused by Node, curl and 7 more. Node: UNABLE_TO_VERIFY_LEAF_SIGNATURE',
		);
	});

	it('reports it on a client certificate with the servers that refuse it', () => {
		checkText(
			{ 'client.crt': client({ issuer: again }).pem },
			'Issuer is named orders CA, but the key in ca.crt did not sign this. The CA was probably made again under the same name.',
			'Refused by servers on OpenSSL, Go and 5 more. OpenSSL: alert 48, unknown_ca',
		);
	});

	it('reports a signature of the right CA that was damaged', () => {
		check({ 'server.crt': server({ isSignatureBroken: true }).pem }, [
			'server.crt issuer-signature-mismatch',
		]);
	});

	it('leads to the CA that did not sign', () => {
		const [finding] = findingsOf({
			'ca.crt': `# our CA\n${ca.pem}`,
			'server.crt': server({ issuer: again }).pem,
		});
		assert.deepEqual(finding?.related, [
			{ path: 'ca.crt', offset: 9, line: 2, message: 'This orders CA has another key.' },
		]);
	});
});
