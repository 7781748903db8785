import assert from 'node:assert/strict';
import { renderServerPage, type ServerPage } from '../../../src/mtls/page';
import type { ServerAnswer } from '../../../src/mtls/server/answer';
import { parseCertificate } from '../../../src/x509/certificate';
import { buildCa, buildCertificate, testNow, type NameInput } from '../../support/certificates';

const ca = buildCa({ subject: 'orders CA' });

describe('renderServerPage', () => {
	it('greets an accepted client by its name', () => {
		const page = render({});
		assert.match(page, /<h1>You are client<\/h1>/);
		assert.match(page, /Accepted, HTTP 200/);
		assert.match(page, /This server checked your certificate and found no fault\./);
		assert.match(page, /<dt>Chain sent<\/dt><dd>client; orders CA is known to this server<\/dd>/);
		assert.match(page, /curl --cacert ca\.crt .* https:\/\/localhost:8443\//);
		assert.match(page, /test server on localhost:8443\. It listens on this machine only\./);
	});

	it('numbers every fault of a refused one, with what other servers would do', () => {
		const page = render({
			accepted: false,
			faults: [
				{ code: 'wrong-extended-key-usage', message: 'It is for servers.', subject: 'CN=client' },
				{ code: 'expired', message: 'It expired 3 days ago.', subject: 'CN=client' },
			],
		});
		assert.match(page, /<h1>The certificate client was refused<\/h1>/);
		assert.match(page, /Refused, HTTP 403/);
		assert.match(page, /This server found 2 faults in the certificate/);
		assert.equal(page.match(/<li>/g)?.length, 2);
		assert.match(
			page,
			/nginx would answer 400, OpenSSL would send alert 43 unsupported_certificate\./,
		);
		assert.match(page, /OpenSSL would send alert 45 certificate_expired\./);
	});

	it('tells a browser without a certificate how to import one', () => {
		const hints = {
			'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0': /In Firefox, /,
			'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605 Safari/605':
				/Keychain Access/,
			'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/130.0 Safari/537': /Import Wizard/,
			'Mozilla/5.0 (X11; Linux x86_64) Chrome/130.0 Safari/537': /chrome:\/\//,
			'': /in the settings of the browser/,
		} as const;
		for (const [userAgent, hint] of Object.entries(hints)) {
			const page = render({ accepted: false }, { userAgent, chain: [] });
			assert.match(page, /<h1>Your browser sent no certificate<\/h1>/);
			assert.match(page, /asked for a certificate issued by orders CA/);
			assert.match(page, hint, userAgent);
			assert.match(page, /Choose again after a restart/);
		}
	});

	it('does not speak of a missing certificate where none is asked for', () => {
		const page = render({ clientAuthentication: 'none' }, { chain: [] });
		assert.match(page, /<h1>No client certificate is needed here<\/h1>/);
		assert.match(page, /This server does not ask for client certificates\./);
		assert.match(page, /Accepted, HTTP 200/);
		assert.doesNotMatch(page, /Your browser sent no certificate/);
	});

	it('shows names from certificates as text and nothing else', () => {
		const nasty = '"><script>alert(1)</script><img src=x onerror=alert(2)>\u202E';
		const page = render(
			{
				accepted: false,
				serverName: nasty,
				faults: [{ code: 'expired', message: nasty, subject: nasty }],
			},
			{ chain: [certificate(nasty)], host: 'localhost' },
		);
		assert.doesNotMatch(page, /<script|<img/);
		assert.match(page, /&#60;script&#62;/);
		assert.match(page, /⟨U\+202E⟩/);
	});

	it('loads nothing and runs nothing', () => {
		for (const page of [render({}), render({ accepted: false }, { chain: [] })]) {
			assert.doesNotMatch(
				page,
				/<script|<link rel="stylesheet"|@import|url\(|https?:\/\/(?!localhost)/,
			);
			assert.match(page, /prefers-color-scheme: dark/);
		}
	});
});

function render(answer: Partial<ServerAnswer>, page: Partial<ServerPage> = {}): string {
	return renderServerPage({
		answer: {
			accepted: true,
			subject: 'CN=client',
			issuer: 'CN=orders CA',
			notBefore: null,
			notAfter: null,
			fingerprintSha256: null,
			faults: [],
			clientAuthentication: 'require',
			strict: false,
			protocol: 'TLS 1.3',
			cipher: 'TLS_AES_256_GCM_SHA384',
			group: 'X25519',
			serverName: 'localhost',
			resumed: false,
			clientChain: [],
			...answer,
		},
		chain: [certificate('client')],
		clientCas: [parseCertificate(ca.der)],
		userAgent: '',
		host: 'localhost',
		port: 8443,
		at: testNow,
		...page,
	});
}

function certificate(subject: NameInput) {
	return parseCertificate(buildCertificate({ role: 'client', subject, issuer: ca }).der);
}
