import { check, checkText, server } from '../findings';

describe('rule byte-order-mark', () => {
	const { pem } = server();

	it('lets a file pass that begins with its first line', () => {
		check({ 'server.crt': pem }, []);
	});

	it('reports a byte order mark and reads the file all the same', () => {
		checkText(
			{ 'server.crt': `\ufeff${pem}` },
			'The file begins with a byte order mark; programs that do not skip it find no first line.',
			'Refused on loading by Go, BoringSSL and Java. Go: tls: failed to find any PEM data in certificate input',
		);
		check({ 'server.crt': `\ufeff${server({ subjectAltName: null }).pem}` }, [
			'server.crt missing-subject-alternative-name',
			'server.crt byte-order-mark',
		]);
	});
});
