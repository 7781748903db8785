import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { EncodingView } from '../../../../../src/features/inspect/details/encodingView';
import { entriesHtml } from '../../../../../src/features/inspect/details/entries';
import { parsePageMessage } from '../../../../../src/features/inspect/details/messages';
import { renderDocument, renderRegions } from '../../../../../src/features/inspect/details/page';
import { detailsOf, type Details } from '../../../../../src/workspace/details';
import { createFileSet } from '../../../../../src/workspace/fileSet';
import { readText } from '../../../../../src/x509/read';
import { buildCa, buildCertificate, testNow } from '../../../../support/certificates';
import { buildCrl } from '../../../../support/crls';

const assets = {
	nonce: 'abc',
	cspSource: 'vscode-webview:',
	styleUris: ['page.css', 'details.css'],
	scriptUri: 'details.js',
};

function detailsOfText(text: string): Details {
	const workspace = createFileSet();
	const file = { path: 'certs/<b>.crt', content: readText(text) };
	workspace.set(file);
	const context = { workspace, findingsOf: () => [], now: testNow };
	return detailsOf(context, file, file.content.objects[0]!);
}

function viewOf({ encoding, groups }: Details): EncodingView | undefined {
	return encoding && new EncodingView(encoding, groups);
}

function render(details: Details): string {
	const state = { isPinned: false, actions: [{ action: 'probe', title: 'Probe' }] } as const;
	return renderDocument(details, renderRegions(details, state, viewOf(details)), assets);
}

const evil = `"><img src=x onerror='1'>`;
const ca = buildCa({ subject: 'orders CA' });

describe('details page', () => {
	const wicked = buildCertificate({ issuer: ca, subject: evil, subjectAltName: ['a.test'] });

	it('reads in the order title, verdict, chain, fields, encoding', () => {
		const html = render(detailsOfText(ca.pem));
		const order = ['<h1>', 'class="verdict', '>Chain<', '>Names<', '>Fingerprints<', 'ASN.1'];
		const places = order.map((words) => html.indexOf(words));
		assert.ok(
			places.every((place) => place > 0),
			places.join(),
		);
		assert.deepEqual(
			places,
			places.toSorted((a, b) => a - b),
		);
	});

	it('allows no source but its own style sheets and one script with a nonce', () => {
		const html = render(detailsOfText(ca.pem));
		assert.match(
			html,
			/content="default-src 'none'; style-src vscode-webview:; script-src 'nonce-abc'"/,
		);
		assert.equal(html.match(/<script/g)?.length, 1);
		assert.doesNotMatch(html, / style="| on[a-z]+="/);
	});

	it('shows markup from a certificate as text, wherever it stands', () => {
		const details = detailsOfText(wicked.pem);
		const view = viewOf(details)!;
		const select = view.select({ start: 0, end: 1 });
		const html = [render(details), view.tab('text'), view.tab('pem'), JSON.stringify(select)];
		for (const part of html) {
			assert.doesNotMatch(part, /<img|<b>\.crt/);
		}
		assert.ok(view.tab('text').includes('&#60;img src=x'));
	});

	it('marks node, bytes and field together', () => {
		const details = detailsOfText(ca.pem);
		const view = viewOf(details)!;
		view.html();
		const fields = details.groups.flatMap((group) => group.fields);
		const number = fields.findIndex(({ label }) => label === 'Subject key identifier');
		const selected = view.select(fields[number]!.span!)!;
		assert.equal(selected.field, number);
		assert.equal(selected.node, fields[number]!.span!.start);
		assert.equal(selected.hex.match(/class="marked/g)?.length, 31);
	});

	it('hands out the parts of nodes that it showed, and of no others', () => {
		const view = viewOf(detailsOfText(ca.pem))!;
		assert.equal(view.children(0, 0), undefined);
		view.html();
		const message = view.children(0, 0);
		assert.ok(message?.type === 'children' && message.html.includes('tbsCertificate'));
		assert.equal(view.children(3, 0), undefined);
		assert.equal(view.children(0, 9_999_999), undefined);
	});

	it('has one Tab stop in each list', () => {
		const html = render(detailsOfText(ca.pem));
		for (const list of [
			/<li class="field"[^>]*tabindex="0"/g,
			/role="treeitem"[^>]*tabindex="0"/g,
			/role="tab"[^>]*tabindex="0"/g,
		]) {
			assert.equal(html.match(list)?.length, 1);
		}
	});

	it('pages the entries of a CRL', () => {
		const revoked = Array.from({ length: 1200 }, (_, index) => ({
			serialNumber: BigInt(index + 1),
		}));
		const { entries } = detailsOfText(buildCrl({ issuer: ca, revoked }).pem);
		const last = entriesHtml(entries!, 2);
		assert.match(last, /1,001 to 1,200 of 1,200/);
		assert.equal(last.match(/<tr tabindex/g)?.length, 200);
		assert.match(last, /data-page="1">Previous 500/);
		assert.match(entriesHtml(entries!, 99), /1,001 to 1,200/);
	});

	it('never holds a private key', () => {
		const html = render(detailsOfText(ca.privateKeyPem));
		const [, line = ''] = ca.privateKeyPem.split('\n');
		assert.ok(line.length === 64 && !html.includes(line));
		assert.match(html, /SubjectPublicKeyInfo/);
	});
});

describe('messages of the details page', () => {
	it('are those on the list', () => {
		assert.deepEqual(parsePageMessage({ type: 'action', action: 'fix' }), {
			type: 'action',
			action: 'fix',
		});
		assert.deepEqual(parsePageMessage({ type: 'select', start: 1, end: 4 }), {
			type: 'select',
			start: 1,
			end: 4,
		});
	});

	it('are ignored when they are anything else', () => {
		for (const message of [
			undefined,
			null,
			'fix',
			{},
			{ type: 'action', action: 'delete' },
			{ type: 'select', start: 4, end: 1 },
			{ type: 'select', start: -1, end: 1 },
			{ type: 'expand', of: 1.5, from: 0 },
			{ type: 'open', path: 3, line: 1 },
			{ type: 'tab', tab: 'asn1' },
		]) {
			assert.equal(parsePageMessage(message), undefined);
		}
	});
});
