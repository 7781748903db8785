import { check, checkText, server } from '../findings';

describe('rule missing-extended-key-usage', () => {
	it('lets a certificate pass that has a purpose', () => {
		check({ 'server.crt': server().pem }, []);
	});

	it('informs of a leaf that is good for everything', () => {
		checkText(
			{ 'server.crt': server({ extendedKeyUsage: null }).pem },
			'Server certificate localhost has no extended key usage, so it is good for every purpose; a server needs only serverAuth.',
			undefined,
		);
	});

	it('asks nothing of a CA', () => {
		check({}, []);
	});
});
