import { check, checkText, server } from '../findings';

describe('rule malformed-pem', () => {
	const { pem } = server();
	const oneLine = pem.replaceAll('\n', '');

	it('lets lines pass, whatever ends them and however long they are', () => {
		check({ 'server.crt': pem.replaceAll('\n', '\r\n') }, []);
		check({ 'server.crt': pem.replace(/(?<=[^-])\n(?=[^-])/g, '') }, []);
		check({ 'server.crt': pem.replace('CERTIFICATE-----\n', 'CERTIFICATE----- \t\n') }, []);
	});

	it('reports a block on one line and reads it all the same', () => {
		checkText(
			{ 'server.crt': oneLine },
			'BEGIN and END do not stand on lines of their own; PEM has lost its line breaks here.',
			'Refused on loading by Node, BoringSSL and 6 more. Node: ERR_OSSL_PEM_NO_START_LINE',
		);
		check({ 'server.crt': server({ subjectAltName: null }).pem.replaceAll('\n', '') }, [
			'server.crt missing-subject-alternative-name',
			'server.crt malformed-pem',
		]);
	});

	it('reports a boundary that only one of the two breaks is missing at', () => {
		check({ 'server.crt': pem.replace('-----\n', '-----') }, ['server.crt malformed-pem']);
		check({ 'server.crt': pem.replace('\n-----END', '-----END') }, ['server.crt malformed-pem']);
	});
});
