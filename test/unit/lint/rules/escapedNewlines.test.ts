import { check, checkText, server } from '../findings';

describe('rule escaped-newlines', () => {
	const { pem, privateKeyPem } = server();

	it('lets real line breaks pass', () => {
		check({ 'server.crt': pem }, []);
	});

	it('reports line breaks that are a backslash and an n', () => {
		checkText(
			{ 'server.crt': pem.replaceAll('\n', '\\n') },
			'The line breaks of this block are written as \\n, which only a program that unescapes them reads.',
			'Refused on loading by Node, BoringSSL and 7 more. Node: ERR_OSSL_PEM_NO_START_LINE',
		);
	});

	it('quotes nobody about a key, for which nothing was measured', () => {
		checkText(
			{ 'server.key': privateKeyPem.replaceAll('\n', '\\n') },
			'The line breaks of this block are written as \\n, which only a program that unescapes them reads.',
			undefined,
		);
	});
});
