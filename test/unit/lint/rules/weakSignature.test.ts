import { buildCa, testKey } from '../../../support/certificates';
import { check, checkText, server } from '../findings';

describe('rule weak-signature', () => {
	const issuer = buildCa({ subject: 'Lab CA', key: testKey('rsa2048') });
	const lab = { 'lab-ca.crt': issuer.pem };

	it('lets SHA-256 pass', () => {
		check({ ...lab, 'server.crt': server({ issuer }).pem }, []);
	});

	it('reports a signature with SHA-1', () => {
		checkText(
			{ ...lab, 'server.crt': server({ issuer, hash: 'sha1' }).pem },
			'Signed with SHA-1 by Lab CA.',
			'Refused by Node, curl and 5 more. Node: CA signature digest algorithm too weak',
		);
	});

	it('reports a signature with MD5', () => {
		check({ ...lab, 'server.crt': server({ issuer, hash: 'md5' }).pem }, [
			'server.crt weak-signature',
		]);
	});

	it('lets the signature of a root on itself pass, which nobody checks', () => {
		const root = buildCa({ subject: 'old root', key: 'rsa2048', hash: 'sha1' });
		check({ 'old-ca.crt': root.pem }, []);
	});
});
