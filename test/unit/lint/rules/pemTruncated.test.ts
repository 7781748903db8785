import { ca, check, checkText, server } from '../findings';

describe('rule pem-truncated', () => {
	const { pem, privateKeyPem } = server();
	const cut = (text: string, lines: number): string =>
		`${text.split('\n').slice(0, lines).join('\n')}\n`;

	it('lets a whole block pass', () => {
		check({ 'server.crt': pem }, []);
	});

	it('reports a certificate that was cut off', () => {
		const whole = pem.trim().split('\n').length;
		checkText(
			{ 'server.crt': cut(pem, 7) },
			`This block has no END line; 7 of about ${whole} lines are here.`,
			'Refused on loading by Node, BoringSSL and 7 more. Node: ERR_OSSL_PEM_BAD_END_LINE',
		);
	});

	it('stands on its own block and leaves the others readable', () => {
		check({ 'server.crt': cut(pem, 7) + ca.pem }, ['server.crt pem-truncated']);
		check({ 'chain.pem': ca.pem + cut(pem, 7) }, [
			`chain.pem:${ca.pem.split('\n').length} pem-truncated`,
		]);
	});

	it('knows how stacks word it for a key', () => {
		checkText(
			{ 'server.key': cut(privateKeyPem, 3) },
			'This block has no END line; 3 of about 5 lines are here.',
			'Refused on loading by Node, BoringSSL and 6 more. Node: ERR_OSSL_UNSUPPORTED',
		);
	});
});
