import { counted, dayText, spanInWords } from '../util/duration';
import { visibleText } from '../util/visibleText';
import type { Certificate } from '../x509/certificate';
import { certificateName, nameText } from './certificateName';
import { importSteps } from './page/importSteps';
import { markup, nothing, type Markup } from '../util/markup';
import { pageStyle } from './page/style';
import { refusalElsewhere } from './refusals';
import type { ServerAnswer } from './server/answer';

/** What a browser is told by a test server. */
export interface ServerPage {
	readonly answer: ServerAnswer;
	/** As the browser sent it, leaf first. */
	readonly chain: readonly Certificate[];
	readonly clientCas: readonly Certificate[];
	readonly userAgent: string;
	readonly host: string;
	readonly port: number;
	readonly at: Date;
}

/** The page of a test server: one file without scripts, fonts or pictures from elsewhere. */
export function renderServerPage(page: ServerPage): string {
	const { answer, host, port } = page;
	const { title, body } = contentOf(page);
	const state = answer.accepted ? 'accepted' : 'refused';
	const words = answer.accepted ? 'Accepted, HTTP 200' : 'Refused, HTTP 403';
	const reach = isLoopback(host) ? ' It listens on this machine only.' : '';
	return markup`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,"><title>${title}</title><style>${pageStyle}</style></head>
<body class="${state}"><main>
<p class="mark">${mark(answer.accepted)}${words}</p>
<h1>${title}</h1>
${body}
</main><footer>mTLS Workbench test server on ${host}:${port}.${reach}</footer></body></html>
`.text;
}

interface Content {
	readonly title: string;
	readonly body: Markup;
}

function contentOf(page: ServerPage): Content {
	const [leaf] = page.chain;
	if (leaf === undefined) {
		return withoutCertificate(page);
	}
	return page.answer.accepted ? accepted(page, leaf) : refused(page, leaf);
}

function accepted(page: ServerPage, leaf: Certificate): Content {
	const { faults } = page.answer;
	const lead =
		faults.length === 0
			? 'This server checked your certificate and found no fault.'
			: 'The TLS library let you in. Our check disagrees; its faults stand below.';
	return {
		title: `You are ${certificateName(leaf)}`,
		body: markup`<p class="muted">${lead}</p>
${faults.length === 0 ? nothing : faultList(page.answer)}
${certificateSection(page, leaf)}
${connectionSection(page)}
${jsonSection(page)}`,
	};
}

function refused(page: ServerPage, leaf: Certificate): Content {
	const count = counted(page.answer.faults.length, 'fault');
	return {
		title: `The certificate ${certificateName(leaf)} was refused`,
		body: markup`<p class="muted">This server found ${count} in the certificate that your browser sent.</p>
${faultList(page.answer)}
<h2>What to do</h2>
<p>Repair the certificate in VS Code, where the same faults stand in the Problems panel, and import the new one. Then restart the browser: it keeps using the old choice until then.</p>
${certificateSection(page, leaf)}
${connectionSection(page)}`,
	};
}

function withoutCertificate(page: ServerPage): Content {
	const { answer, clientCas, userAgent } = page;
	if (answer.clientAuthentication === 'none') {
		return {
			title: 'No client certificate is needed here',
			body: markup`<p class="muted">This server does not ask for client certificates.</p>
${connectionSection(page)}
${jsonSection(page)}`,
		};
	}
	const names = clientCas.map((ca) => nameText(ca.subject)).join(', ');
	return {
		title: 'Your browser sent no certificate',
		body: markup`<p class="muted">This server asked for a certificate issued by ${names}. A browser offers only certificates of these issuers whose private key it has.</p>
<h2>What to do</h2>
<p>Put certificate and key into one file:</p>
<pre><code>openssl pkcs12 -export -in client.crt -inkey client.key -out client.p12</code></pre>
<p>${importSteps(userAgent)}</p>
<p>Choose again after a restart: a browser remembers the choice, also the choice to send none.</p>
${connectionSection(page)}
${jsonSection(page)}`,
	};
}

function faultList({ faults }: ServerAnswer): Markup {
	const items = faults.map(
		({ code, message }) => markup`<li><div>${message}${elsewhere(code)}</div></li>`,
	);
	return markup`<h2>Faults</h2>
<ol>${items}</ol>`;
}

function elsewhere(code: string): Markup {
	const sentence = refusalElsewhere(code);
	return sentence === undefined ? nothing : markup`<br><span class="muted">${sentence}</span>`;
}

function certificateSection({ at }: ServerPage, leaf: Certificate): Markup {
	const { notBefore, notAfter, extendedKeyUsage, fingerprintSha256 } = leaf;
	const left = notAfter.getTime() - at.getTime();
	const span = left < 0 ? `expired ${spanInWords(left)} ago` : `${spanInWords(left)} left`;
	const halves = [fingerprintSha256.slice(0, 32), fingerprintSha256.slice(32)].join(' ');
	return markup`<h2>Your certificate</h2>
${fields([
	['Subject', leaf.subject.text || '(empty)'],
	['Issuer', leaf.issuer.text || '(empty)'],
	['Valid', `${dayText(notBefore)} to ${dayText(notAfter)}, ${span}`],
	['Extended key usage', extendedKeyUsage?.join(', ') ?? 'none'],
	['SHA-256', markup`<code>${halves}</code>`],
])}`;
}

function connectionSection({ answer, chain, clientCas }: ServerPage): Markup {
	const { protocol, cipher, group, serverName } = answer;
	const last = chain.at(-1);
	const known = clientCas.find((ca) => ca.subject.comparisonKey === last?.issuer.comparisonKey);
	const sent = chain.map(certificateName).join(', ') || 'none';
	const anchor = known === undefined ? '' : `; ${nameText(known.subject)} is known to this server`;
	return markup`<h2>This connection</h2>
${fields([
	['Protocol', [protocol, cipher, group].filter((part) => part !== null).join(', ')],
	['Host name', serverName ?? 'none sent'],
	['Chain sent', sent + anchor],
])}`;
}

function jsonSection({ host, port }: ServerPage): Markup {
	const place = host.includes(':') ? `[${host}]` : host;
	return markup`<h2>The same as JSON</h2>
<pre><code>curl --cacert ca.crt --cert client.crt --key client.key https://${place}:${port}/</code></pre>`;
}

/** Longer than any name in good faith, so that a row shows all of it. */
const longestField = 400;

function fields(rows: readonly (readonly [label: string, value: string | Markup])[]): Markup {
	const items = rows.map(([label, value]) => {
		const shown = typeof value === 'string' ? visibleText(value, longestField) : value;
		return markup`<dt>${label}</dt><dd>${shown}</dd>`;
	});
	return markup`<dl>${items}</dl>`;
}

function mark(isAccepted: boolean): Markup {
	const path = isAccepted ? 'M5.6 9.3l2.3 2.3 4.6-5' : 'M6.2 6.2l5.6 5.6M11.8 6.2l-5.6 5.6';
	return markup`<svg width="18" height="18" viewBox="0 0 18 18" fill="none" stroke="currentColor" stroke-width="1.6" aria-hidden="true"><circle cx="9" cy="9" r="7.5"/><path d="${path}"/></svg>`;
}

function isLoopback(host: string): boolean {
	return host === 'localhost' || host === '::1' || host.startsWith('127.');
}
