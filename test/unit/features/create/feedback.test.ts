import assert from 'node:assert/strict';

import {
	authorityNameFeedback,
	clientNamesFeedback,
	folderFeedback,
	normalizeFolder,
	serverNamesFeedback,
	validityFeedback,
} from '../../../../src/features/create/feedback';

const now = new Date('2026-11-20T22:58:14Z');

describe('feedback while typing', () => {
	it('sorts out what was typed for the server', () => {
		checkInformation(
			serverNamesFeedback('localhost, 127.0.0.1, ::1'),
			'DNS: localhost · IP: 127.0.0.1, ::1',
		);
		checkInformation(
			serverNamesFeedback('a.test, ops@a.test, spiffe://orders/api'),
			'DNS: a.test · Email: ops@a.test · URI: spiffe://orders/api',
		);
	});

	it('names the files of the clients', () => {
		checkInformation(
			clientNamesFeedback('client', 'orders CA'),
			'Writes client.crt and client.key',
		);
		checkInformation(
			clientNamesFeedback('client, alice@example.test', 'orders CA'),
			'Writes client.crt, client.key, alice.crt and alice.key',
		);
	});

	const blockingServerNames: readonly [string, string][] = [
		['', 'Enter at least one name or address.'],
		['https://a.test/x', 'Enter the name only: a.test'],
		['256.1.1.1', '256.1.1.1 is not an IP address.'],
		['my server', 'my server is not a DNS name: a space is not allowed.'],
		['*.a.*', 'A wildcard stands for the whole first label only, as in *.example.test.'],
		['alice@example.test', 'A server needs a DNS name or an IP address as well.'],
	];
	for (const [typed, text] of blockingServerNames) {
		it(`blocks the server name "${typed}"`, () => {
			assert.deepEqual(serverNamesFeedback(typed), { text, severity: 'error' });
		});
	}

	it('blocks a client named like its CA', () => {
		assert.deepEqual(clientNamesFeedback('orders ca', 'orders CA'), {
			text: 'The CA has this name already; OpenSSL would take the certificate for self-signed.',
			severity: 'error',
		});
	});

	it('blocks a client name of more than 64 characters', () => {
		assert.equal(clientNamesFeedback('x'.repeat(64), 'orders CA').severity, 'information');
		assert.equal(clientNamesFeedback('x'.repeat(65), 'orders CA').severity, 'error');
	});

	it('warns about a certificate that is expired from the start, and does not block it', () => {
		assert.equal(validityFeedback('365', now), undefined);
		assert.equal(validityFeedback('0', now)?.severity, 'error');
		assert.deepEqual(validityFeedback('2026-01-01 to 2026-02-01', now), {
			text: 'Expired from the start; good for a test fixture.',
			severity: 'warning',
		});
	});

	it('blocks names that do not fit a CA', () => {
		assert.equal(authorityNameFeedback('orders CA'), undefined);
		assert.equal(authorityNameFeedback(' ')?.severity, 'error');
		assert.equal(authorityNameFeedback('x'.repeat(65))?.severity, 'error');
	});

	it('blocks folders outside the workspace folder', () => {
		for (const folder of ['/etc', 'C:\\certs', '\\\\server\\share', '../certs', 'a/../../b']) {
			assert.equal(folderFeedback(folder)?.severity, 'error', folder);
		}
		for (const folder of ['certs', 'deploy/certs', '', '.', 'a..b']) {
			assert.equal(folderFeedback(folder), undefined, folder);
		}
	});

	it('reads folders as people write them', () => {
		assert.deepEqual(['./certs//dev/', 'certs\\dev', '', '.'].map(normalizeFolder), [
			'certs/dev',
			'certs/dev',
			'.',
			'.',
		]);
	});
});

function checkInformation(feedback: unknown, text: string): void {
	assert.deepEqual(feedback, { text, severity: 'information' });
}
