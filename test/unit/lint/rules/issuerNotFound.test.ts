import { rootCertificates } from 'node:tls';
import assert from 'node:assert/strict';
import { parseCertificate } from '../../../../src/x509/certificate';
import { buildCa, buildCertificate } from '../../../support/certificates';
import { derOfPem } from '../../../support/pem';
import { check, checkText, findingsOf, server } from '../findings';

describe('rule issuer-not-found', () => {
	const lab = buildCa({ subject: 'Lab Root CA' });

	it('lets a certificate pass whose issuer is somewhere in the workspace', () => {
		check({ 'a/deep/lab.pem': lab.pem, 'server.crt': server({ issuer: lab }).pem }, []);
	});

	it('informs of an issuer that is nowhere here', () => {
		checkText(
			{ 'server.crt': server({ issuer: lab }).pem },
			'Issuer Lab Root CA is not here, so the signature cannot be checked.',
			undefined,
		);
	});

	it('lets a public root pass as issuer without having it here', () => {
		const fake = { ...lab, subject: buildCertificate().subject };
		const root = parseCertificate(derOfPem(rootCertificates[0]!));
		const publicRoots = () => [root, parseCertificate(lab.der)];
		const found = findingsOf({ 'server.crt': server({ issuer: lab }).pem }, {}, { publicRoots });
		assert.deepEqual(found, []);
		const named = findingsOf({ 'server.crt': server({ issuer: fake }).pem }, {}, { publicRoots });
		assert.deepEqual(
			named.map(({ rule }) => rule.id),
			['issuer-signature-mismatch'],
		);
	});
});
