import assert from 'node:assert/strict';
import { mtls, mtlsJson, mtlsProgram } from '../../support/commandLine';

interface ExplainJson {
	readonly cause: string | null;
	readonly verdictOf: string | null;
	readonly certificateAtFault: string | null;
	readonly explanation: string;
	readonly nextSteps: readonly string[];
	readonly matched: string | null;
	readonly source: string | null;
}

const fields = [
	'cause',
	'certificateAtFault',
	'explanation',
	'matched',
	'nextSteps',
	'source',
	'verdictOf',
];

describe('mtls explain', function () {
	this.timeout(60_000);
	const wordings: readonly (readonly [text: string, cause: string, verdictOf: string])[] = [
		[
			'curl: (56) OpenSSL SSL_read: error:0A00045C:SSL routines::tlsv13 alert certificate required, errno 0',
			'no-client-certificate',
			'server',
		],
		["tls: client didn't provide a certificate", 'no-client-certificate', 'server'],
		[
			'Error: write EPROTO 40B7:error:0A000418:SSL routines:ssl3_read_bytes:tlsv1 alert unknown ca',
			'unknown-ca',
			'server',
		],
		[
			'curl: (60) SSL certificate problem: unable to get local issuer certificate',
			'server-not-trusted',
			'client',
		],
		[
			'curl: (7) Failed to connect to localhost port 8443: Connection refused',
			'nothing-listening',
			'connection',
		],
		[
			'error:0A00010B:SSL routines:ssl3_get_record:wrong version number',
			'wrong-protocol',
			'connection',
		],
	];
	for (const [text, cause, verdictOf] of wordings) {
		it(`names the cause ${cause} of: ${text.slice(0, 60)}`, async () => {
			const { status, value } = await mtlsJson<ExplainJson>(['explain', text]);
			assert.equal(status, 0);
			assert.deepEqual(Object.keys(value).toSorted(), fields);
			assert.equal(value.cause, cause);
			assert.equal(value.verdictOf, verdictOf);
			assert.notEqual(value.explanation, '');
			assert.equal(value.nextSteps.length > 0, true);
			assert.notEqual(value.matched, null);
			assert.notEqual(value.source, null);
		});
	}

	it('takes words as they are typed, and standard input with the lines around', async () => {
		const words = 'x509: certificate signed by unknown authority'.split(' ');
		const typed = await mtlsJson<ExplainJson>(['explain', ...words]);
		const input = `2026/11/20 12:00:00 starting\n  ${words.join(' ')}\nexit status 1\n`;
		const piped = await mtlsJson<ExplainJson>(['explain'], { input }, mtlsProgram);
		assert.equal(typed.value.cause, 'server-not-trusted');
		assert.equal(piped.value.cause, typed.value.cause);
		assert.deepEqual([typed.status, piped.status], [0, 0]);
	});

	it('gives null and exits with 1 for text that it does not know', async () => {
		const { status, value, stderr } = await mtlsJson<ExplainJson>(['explain', 'it does not work']);
		assert.equal(status, 1);
		assert.equal(stderr, '');
		assert.deepEqual(Object.keys(value).toSorted(), fields);
		assert.equal(value.cause, null);
		assert.equal(value.matched, null);
		const text = await mtls(['explain', 'it does not work']);
		assert.equal(text.status, 1);
		assert.match(text.stdout, /not known here/);
	});

	it('prints the explanation with its next steps for people', async () => {
		const { status, stdout } = await mtls(['explain', 'SSL alert number 116']);
		assert.equal(status, 0);
		assert.match(stdout, /^.+\n(?:- .+\n)+\(no-client-certificate; .*\)\n$/);
	});
});
