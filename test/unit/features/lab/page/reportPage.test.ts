import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';

import { judgedOnlyNow } from '../../../../../src/features/lab/page/handshake';
import { linkPaths } from '../../../../../src/features/lab/page/links';
import { parsePageMessage } from '../../../../../src/features/lab/page/messages';
import type { PageState, ReportPage } from '../../../../../src/features/lab/page/model';
import { renderDocument, renderRegions } from '../../../../../src/features/lab/page/reportPage';
import type { HandshakeMessage } from '../../../../../src/mtls/report';

describe('report page', () => {
	it('reads in the order title, meta, verdict, facts, next steps, handshake, other words', () => {
		const html = renderDocument(pageWith({}), assets);
		const order = [
			'Probe of localhost:8443',
			'As client (certs/client.crt)',
			'Refused: no client certificate was sent',
			'Whose verdict',
			'What to do next',
			'Handshake',
			'The same refusal in other words',
		];
		const places = order.map((words) => html.indexOf(words, html.indexOf('<body>')));
		assert.ok(places.every((place) => place > 0));
		assert.deepEqual(
			places,
			places.toSorted((a, b) => a - b),
		);
	});

	it('allows no source but its own style sheets and one script with a nonce', () => {
		const html = renderDocument(pageWith({}), assets);
		assert.match(
			html,
			/content="default-src 'none'; style-src vscode-webview:; script-src 'nonce-abc'"/,
		);
		assert.equal(html.match(/<script/g)?.length, 1);
		assert.doesNotMatch(html, / style="| on[a-z]+="/);
	});

	it('shows markup from a peer as text, wherever it stands', () => {
		const evil = `"><img src=x onerror='1'>`;
		const html = renderDocument(
			pageWith({
				title: evil,
				meta: evil,
				verdict: evil,
				explanation: evil,
				disagreement: evil,
				serverLabel: evil,
				facts: [{ label: evil, text: [{ text: evil, path: evil }] }],
				nextSteps: [[{ text: evil }]],
				handshake: [message({ name: evil, detail: evil })],
				otherWords: [{ stack: evil, words: evil }],
			}),
			assets,
		);
		assert.doesNotMatch(html, /<img/);
		assert.doesNotMatch(html, /onerror='/);
	});

	it('says after the client’s Finished of TLS 1.3 that the server judges only now', () => {
		const tls13 = [
			message({ from: 'server', name: 'EncryptedExtensions' }),
			message({ from: 'client', name: 'Finished' }),
			message({ from: 'server', name: 'Alert 116 certificate_required' }),
		];
		const body = renderRegions(pageWith({ handshake: tls13 })).body;
		assert.ok(body.indexOf('Finished') < body.indexOf(judgedOnlyNow));
		assert.ok(body.indexOf(judgedOnlyNow) < body.indexOf('Alert 116'));
		const tls12 = renderRegions(pageWith({ handshake: tls13.slice(1) })).body;
		assert.ok(!tls12.includes(judgedOnlyNow));
	});

	it('colors the arrow of an alert only, and not that of close_notify', () => {
		const body = renderRegions(
			pageWith({
				handshake: [
					message({ from: 'server', name: 'Alert 116 certificate_required' }),
					message({ from: 'server', name: 'Alert 0 close_notify' }),
				],
			}),
		).body;
		assert.equal(body.match(/class="server alert"/g)?.length, 1);
	});

	it('marks the first answer by what it proved', () => {
		const handshake = [
			message({ from: 'server', name: 'Application data' }),
			message({ from: 'server', name: 'Application data' }),
		];
		const marks = (accepted: boolean | null) =>
			[
				...renderRegions(pageWith({ handshake, accepted })).body.matchAll(/<li class="([^"]*)"/g),
			].map((match) => match[1]?.trim());
		assert.deepEqual(marks(true), ['server accepted', 'server']);
		assert.deepEqual(marks(false), ['server refused', 'server']);
		assert.deepEqual(marks(null), ['server', 'server']);
	});

	it('gives a row to a screen reader as one sentence and has one Tab stop', () => {
		const body = renderRegions(
			pageWith({
				handshake: [
					message({ atMs: 1.4 }),
					message({
						atMs: 2.71,
						from: 'client',
						name: 'Certificate',
						isEncrypted: true,
						detail: 'Empty: no certificate was sent',
					}),
				],
			}),
		).body;
		assert.ok(
			body.includes(
				'aria-label="2.7 milliseconds, client to server, Certificate, encrypted, empty: no certificate was sent"',
			),
		);
		assert.equal(body.match(/tabindex="0"/g)?.length, 1);
	});

	it('keeps the verdict in a live region', () => {
		const html = renderDocument(pageWith({}), assets);
		assert.match(html, /role="status">Refused: no client certificate was sent</);
	});

	it('has a tab icon for every state, dark and light', () => {
		const states: Record<PageState, true> = {
			running: true,
			accepted: true,
			refused: true,
			unreachable: true,
			cancelled: true,
			unproven: true,
			explained: true,
		};
		for (const state of Object.keys(states)) {
			for (const theme of ['dark', 'light']) {
				assert.ok(existsSync(path.resolve('media', `probe-${state}-${theme}.svg`)), state + theme);
			}
		}
	});
});

describe('messages of the page', () => {
	it('are an action on the list or a path to open', () => {
		assert.deepEqual(parsePageMessage({ type: 'action', action: 'copyCurl', more: 1 }), {
			type: 'action',
			action: 'copyCurl',
		});
		assert.deepEqual(parsePageMessage({ type: 'open', path: 'certs/ca.crt' }), {
			type: 'open',
			path: 'certs/ca.crt',
		});
	});

	it('are ignored when they are anything else', () => {
		for (const other of [
			undefined,
			null,
			'copyCurl',
			{},
			{ type: 'action' },
			{ type: 'action', action: 'workbench.action.terminal.new' },
			{ type: 'action', action: '__proto__' },
			{ type: 'open' },
			{ type: 'open', path: 7 },
			{ type: 'run', path: 'x' },
		]) {
			assert.equal(parsePageMessage(other), undefined);
		}
	});
});

describe('links in a sentence', () => {
	it('are the known paths, the longest first', () => {
		assert.deepEqual(
			linkPaths('Send certs/client.crt, not client.crt.', ['client.crt', 'certs/client.crt']),
			[
				{ text: 'Send ' },
				{ text: 'certs/client.crt', path: 'certs/client.crt' },
				{ text: ', not ' },
				{ text: 'client.crt', path: 'client.crt' },
				{ text: '.' },
			],
		);
	});

	it('are not found inside longer paths', () => {
		assert.deepEqual(linkPaths('old/ca.crt and ca.crt.bak2/x', ['ca.crt']), [
			{ text: 'old/ca.crt and ca.crt.bak2/x' },
		]);
	});
});

const assets = {
	nonce: 'abc',
	cspSource: 'vscode-webview:',
	styleUris: ['page.css', 'probe.css'],
	scriptUri: 'probe.js',
};

function message(part: Partial<HandshakeMessage>): HandshakeMessage {
	return {
		atMs: 1,
		from: 'client',
		name: 'ClientHello',
		length: 307,
		isEncrypted: false,
		detail: '',
		...part,
	};
}

function pageWith(part: Partial<ReportPage>): ReportPage {
	return {
		title: 'Probe of localhost:8443',
		meta: 'As client (certs/client.crt)',
		state: 'refused',
		verdict: 'Refused: no client certificate was sent',
		explanation: 'The server requires a client certificate.',
		disagreement: undefined,
		facts: [{ label: 'Whose verdict', text: [{ text: 'The server’s.' }] }],
		nextSteps: [[{ text: 'Send it.' }]],
		buttons: [{ action: 'probeAgain', title: 'Probe Again', isPrimary: true }],
		handshake: [message({})],
		serverLabel: 'localhost:8443',
		accepted: false,
		otherWords: [{ stack: 'Node', words: 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED' }],
		...part,
	};
}
