import { buildRequest } from '../../../support/requests';
import { check, checkText } from '../findings';

describe('rule request-signature', () => {
	it('lets a request pass that its own key signed', () => {
		check({ 'server.csr': buildRequest().pem }, []);
	});

	it('reports a request that was changed', () => {
		checkText(
			{ 'server.csr': buildRequest({ isSignatureBroken: true }).pem },
			'The request is not signed by its own key: it was changed, or made for another key.',
			undefined,
		);
	});
});
