import assert from 'node:assert/strict';
import { alertMeanings } from '../../../src/mtls/explain/alertWordings';
import { codes, vagueCodes } from '../../../src/mtls/explain/codes';
import { clientVerdicts } from '../../../src/mtls/explain/clientVerdicts';
import { otherVerdicts } from '../../../src/mtls/explain/otherVerdicts';
import { serverVerdicts } from '../../../src/mtls/explain/serverVerdicts';
import { vagueWordings, wordings } from '../../../src/mtls/explain/wordings';
import { cleanError, explain } from '../../../src/mtls/explain';
describe('explain', () => {
	it('says nothing about a text that it does not know', () => {
		assert.equal(explain('the quick brown fox'), undefined);
		assert.equal(explain(''), undefined);
		assert.equal(explain('constructor toString __proto__ hasOwnProperty'), undefined);
	});

	it('says what it recognized and who words it so', () => {
		const found = explain('read ECONNRESET; ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED');
		assert.equal(found?.cause, 'no-client-certificate');
		assert.equal(found.matched, 'TLSV13_ALERT_CERTIFICATE_REQUIRED');
		assert.equal(found.source, 'Node, BoringSSL, Python');
	});

	it('names the same owner of the verdict as of the fault, turned round', () => {
		for (const text of Object.values({ ...clientVerdicts, ...serverVerdicts })) {
			if (text.certificateAtFault !== null) {
				assert.equal(text.verdictOf, text.certificateAtFault === 'client' ? 'server' : 'client');
			}
		}
	});

	it('tells who would not have the version of the other', () => {
		const client = explain(
			'error:0A000102:SSL routines:ssl_choose_client_version:unsupported protocol',
		);
		assert.equal(client?.verdictOf, 'client');
		assert.equal(client.cause, 'no-common-version');
		const server = explain(
			'error:0A000102:SSL routines:tls_early_post_process_client_hello:unsupported protocol',
		);
		assert.equal(server?.verdictOf, 'server');
	});

	it('finds each wording of its tables by that wording alone', () => {
		for (const [phrase, meaning] of [...wordings, ...vagueWordings]) {
			const found = explain(phrase);
			assert.equal(found?.cause, meaning.writtenByClient.cause, phrase);
		}
		for (const [code, meaning] of Object.entries({ ...codes, ...vagueCodes })) {
			assert.equal(explain(code)?.cause, meaning.writtenByClient.cause, code);
		}
		for (const number of Object.keys(alertMeanings)) {
			assert.ok(explain(`SSL alert number ${number}`), number);
		}
	});

	it('speaks in the voice of the product', () => {
		const never =
			/\b(?:failed|invalid|illegal|error occurred|oops|please|sorry|successfully|simply|unfortunately|SSL certificate)\b|!/i;
		for (const { explanation, nextSteps, cause } of Object.values({
			...clientVerdicts,
			...serverVerdicts,
			...otherVerdicts,
		})) {
			for (const sentence of [explanation, ...nextSteps]) {
				// What a log says is quoted as it is.
				assert.doesNotMatch(sentence.replace(/"[^"]*"/g, ''), never, cause);
				assert.match(sentence, /^[A-Z].*\.$/, cause);
			}
		}
	});

	it('takes addresses and source places out of an error', () => {
		assert.equal(
			cleanError(
				'80FC2320B07F0000:error:0A000418:SSL routines:ssl3_read_bytes:tlsv1 alert unknown ca:../deps/openssl/openssl/ssl/record/rec_layer_s3.c:1601:SSL alert number 48\n',
			),
			'error:0A000418:SSL routines:ssl3_read_bytes:tlsv1 alert unknown ca:SSL alert number 48',
		);
	});
});
