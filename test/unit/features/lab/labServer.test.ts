import assert from 'node:assert/strict';

import { explainPage } from '../../../../src/features/lab/explainModel';
import {
	connectionDescription,
	serverDescription,
	statusText,
} from '../../../../src/features/lab/labServer';
import type { LabConnection, LabServer } from '../../../../src/features/lab/labServer';
import { explain } from '../../../../src/mtls/explain';

describe('words of the Test Lab', () => {
	it('say what a server asks of clients, or what it is busy with', () => {
		const words = (part: Partial<LabServer>): string => serverDescription(serverWith(part));
		assert.equal(words({}), 'mTLS required');
		assert.equal(words({ clientCertificate: 'request' }), 'mTLS requested');
		assert.equal(words({ clientCertificate: 'none' }), 'mTLS off');
		assert.equal(words({ state: 'reloading' }), 'reloading');
		assert.equal(words({ state: 'last-good' }), 'serving the last good files');
	});

	it('say what became of a connection', () => {
		const words = (part: Partial<LabConnection>): string =>
			connectionDescription({ ...connection, ...part });
		assert.equal(words({}), 'accepted · 22:58:14');
		assert.equal(words({ outcome: 'refused', cause: 'expired' }), 'refused · expired');
		assert.equal(words({ outcome: 'refused' }), 'refused · 22:58:14');
		assert.equal(words({ outcome: 'left' }), 'left during the handshake');
	});

	it('fill the status bar only while there is something to say', () => {
		assert.equal(statusText([], false), '');
		assert.equal(statusText([], true), '$(sync~spin) mTLS probing');
		assert.equal(statusText([serverWith({})], false), '$(broadcast) mTLS 8443');
		assert.equal(
			statusText([serverWith({ unseenRefusals: 1 }), serverWith({ unseenRefusals: 2 })], false),
			'$(broadcast) mTLS 8443 +1 $(error) 3',
		);
	});
});

describe('page of an explained error', () => {
	it('says whose verdict it is and which files here it may be about', () => {
		const text = 'sslv3 alert certificate expired';
		const page = explainPage(text, explain(text), [
			{ path: 'certs/billing.crt', finding: 'Client certificate billing expired 3 days ago.' },
			{ path: 'certs/client.crt', finding: undefined },
		]);
		assert.equal(page.verdict, 'Expired');
		assert.deepEqual(
			page.facts.map(({ label, text: parts }) => [label, parts.map((part) => part.text).join('')]),
			[
				['Whose verdict', "The server's, on the client."],
				['Recognized', `${explain(text)!.matched} (${explain(text)!.source})`],
				['Likely files here', 'certs/billing.crt: Client certificate billing expired 3 days ago.'],
				['', 'certs/client.crt, no findings'],
			],
		);
		assert.equal(page.handshake.length, 0);
	});

	it('admits that a wording is not known, and offers a probe', () => {
		const page = explainPage('the cat sat on the mat', undefined, []);
		assert.equal(page.verdict, 'This wording is not known here');
		assert.equal(page.explanation, 'Probe the server to see what happens.');
		assert.deepEqual(
			page.buttons.map(({ title }) => title),
			['Probe...'],
		);
	});

	it('quotes the beginning of a long text', () => {
		const page = explainPage('x '.repeat(500), undefined, []);
		assert.equal(page.meta.length, 200);
		assert.ok(page.meta.endsWith('…'));
	});
});

const connection: LabConnection = {
	id: 1,
	at: new Date('2026-11-20T22:58:14Z'),
	who: 'client',
	outcome: 'accepted',
	cause: '',
	details: [],
};

function serverWith(part: Partial<LabServer>): LabServer {
	return {
		id: 1,
		host: 'localhost',
		port: 8443,
		clientCertificate: 'require',
		state: 'listening',
		connections: [],
		unseenRefusals: 0,
		clientAuthorities: [],
		...part,
	} as LabServer;
}
