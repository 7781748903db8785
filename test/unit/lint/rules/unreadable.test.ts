import { pem } from '../../../support/pem';
import { check, checkText, server } from '../findings';

describe('rule unreadable', () => {
	const good = server();

	it('lets a readable file pass, also with text around its blocks', () => {
		check({ 'server.crt': `subject=CN = localhost\n${good.pem}\nthe end\n` }, []);
	});

	it('reports a character that is not base64', () => {
		checkText(
			{ 'server.crt': good.pem.replace(/\n(.{10})/, '\n$1!') },
			'A character here is not base64.',
			'Refused on loading by Node, BoringSSL and 7 more. Node: ERR_OSSL_PEM_BAD_BASE64_DECODE',
		);
	});

	it('does not quote Go for a block behind a good certificate, which Go passes over', () => {
		const broken = good.pem.replace(/\n(.{10})/, '\n$1!');
		checkText(
			{ 'server.crt': good.pem + broken },
			'A character here is not base64.',
			'Refused on loading by Node, BoringSSL and 5 more. Node: ERR_OSSL_PEM_BAD_BASE64_DECODE',
		);
	});

	it('quotes nobody about a broken key, for which nothing was measured', () => {
		checkText(
			{ 'server.key': good.privateKeyPem.replace(/\n(.{10})/, '\n$1!') },
			'A character here is not base64.',
			undefined,
		);
	});

	it('reports bytes that are no certificate', () => {
		const broken = Buffer.from(good.der);
		broken[3] = broken[3]! + 1;
		check({ 'server.crt': pem('CERTIFICATE', broken) }, ['server.crt unreadable']);
	});

	it('reports a binary file that is nothing known', () => {
		check({ 'server.der': Buffer.from('3080aabbccdd', 'hex') }, ['server.der unreadable']);
	});
});
