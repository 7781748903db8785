import { dayText, spanInWords } from '../util/duration';
import { visibleText } from '../util/visibleText';
import type { Certificate } from '../x509/certificate';
import { certificateName, nameText } from './certificateName';
import { importSteps } from './page/importSteps';
import { html, type Html } from './page/html';
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
	const [leaf] = page.chain;
	const { title, body } =
		leaf === undefined
			? withoutCertificate(page)
			: answer.accepted
				? accepted(page, leaf)
				: refused(page, leaf);
	const place = `${host}:${port}`;
	return html`<!doctype html>
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width" />
				<link rel="icon" href="data:," />
				<title>${title}</title>
				<style>
					${pageStyle}
				</style>
			</head>
			<body class="${answer.accepted ? 'accepted' : 'refused'}">
				<main>
					<p class="mark">
						${mark(answer.accepted)}${answer.accepted ? 'Accepted, HTTP 200' : 'Refused, HTTP 403'}
					</p>
					<h1>${title}</h1>
					${body}
				</main>
				<footer>
					mTLS Workbench test server on
					${place}.${isLoopback(host) ? ' It listens on this machine only.' : ''}
				</footer>
			</body>
		</html> `.text;
}

interface Section {
	readonly title: string;
	readonly body: Html;
}

function accepted(page: ServerPage, leaf: Certificate): Section {
	const { answer, at } = page;
	const lead =
		answer.clientAuthentication === 'none'
			? 'This server does not ask for client certificates.'
			: answer.faults.length === 0
				? 'This server checked your certificate and found no fault.'
				: 'The TLS library let you in. Our check disagrees; its faults stand below.';
	return {
		title: `You are ${certificateName(leaf)}`,
		body: html`<p class="muted">${lead}</p>
			${answer.faults.length === 0 ? html`` : faultList(answer)}
			<h2>Your certificate</h2>
			${certificateFields(leaf, at)}
			<h2>This connection</h2>
			${connectionFields(page)} ${asJson(page)}`,
	};
}

function refused(page: ServerPage, leaf: Certificate): Section {
	const { answer, at } = page;
	const count = answer.faults.length;
	return {
		title: `The certificate ${certificateName(leaf)} was refused`,
		body: html`<p class="muted">
				This server found ${count === 1 ? '1 fault' : `${count} faults`} in the certificate that
				your browser sent.
			</p>
			${faultList(answer)}
			<h2>What to do</h2>
			<p>
				Repair the certificate in VS Code, where the same faults stand in the Problems panel, and
				import the new one. Then restart the browser: it keeps using the old choice until then.
			</p>
			<h2>Your certificate</h2>
			${certificateFields(leaf, at)}
			<h2>This connection</h2>
			${connectionFields(page)}`,
	};
}

function withoutCertificate(page: ServerPage): Section {
	const { answer, clientCas, userAgent } = page;
	const names = clientCas.map((ca) => nameText(ca.subject)).join(', ');
	const lead =
		answer.clientAuthentication === 'none'
			? 'This server does not ask for client certificates.'
			: `This server asked for a certificate issued by ${names}. A browser offers only certificates of these issuers whose private key it has.`;
	return {
		title: 'Your browser sent no certificate',
		body: html`<p class="muted">${lead}</p>
			${
				answer.clientAuthentication === 'none'
					? html``
					: html`<h2>What to do</h2>
							<p>
								Put certificate and key into one file:
								<code>openssl pkcs12 -export -in client.crt -inkey client.key -out client.p12</code>
							</p>
							<p>${importSteps(userAgent)}</p>
							<p>
								Choose again after a restart: a browser remembers the choice, also the choice to
								send none.
							</p>`
			}
			<h2>This connection</h2>
			${connectionFields(page)} ${asJson(page)}`,
	};
}

function faultList({ faults }: ServerAnswer): Html {
	const items = faults.map(
		({ code, message }) => html`<li><div>${message}${elsewhere(refusalElsewhere(code))}</div></li>`,
	);
	return html`<h2>Faults</h2>
		<ol>
			${items}
		</ol>`;
}

function elsewhere(sentence: string | undefined): Html {
	return sentence === undefined ? html`` : html`<br /><span class="muted">${sentence}</span>`;
}

function certificateFields(leaf: Certificate, at: Date): Html {
	const { notBefore, notAfter, extendedKeyUsage, fingerprintSha256 } = leaf;
	const left = notAfter.getTime() - at.getTime();
	const span = spanInWords(Math.abs(left));
	return fields([
		['Subject', leaf.subject.text || '(empty)'],
		['Issuer', leaf.issuer.text || '(empty)'],
		[
			'Valid',
			`${dayText(notBefore)} to ${dayText(notAfter)}, ${left < 0 ? `expired ${span} ago` : `${span} left`}`,
		],
		['Extended key usage', extendedKeyUsage?.join(', ') ?? 'none'],
		[
			'SHA-256',
			html`<code>${fingerprintSha256.slice(0, 32)} ${fingerprintSha256.slice(32)}</code>`,
		],
	]);
}

function connectionFields({ answer, chain, clientCas }: ServerPage): Html {
	const last = chain.at(-1);
	const known = clientCas.find((ca) => ca.subject.comparisonKey === last?.issuer.comparisonKey);
	const sent = chain.map(certificateName).join(', ') || 'none';
	return fields([
		[
			'Protocol',
			[answer.protocol, answer.cipher, answer.group].filter((part) => part !== null).join(', '),
		],
		['Host name', answer.serverName ?? 'none sent'],
		[
			'Chain sent',
			known === undefined ? sent : `${sent}; ${nameText(known.subject)} is known to this server`,
		],
	]);
}

function asJson({ host, port }: ServerPage): Html {
	const place = host.includes(':') ? `[${host}]` : host;
	return html`<h2>The same as JSON</h2>
		<pre><code>curl --cacert ca.crt --cert client.crt --key client.key https://${place}:${port}/</code></pre>`;
}

function fields(rows: readonly (readonly [label: string, value: string | Html])[]): Html {
	return html`<dl>
		${rows.map(
			([label, value]) =>
				html`<dt>${label}</dt>
					<dd>${typeof value === 'string' ? visibleText(value, 400) : value}</dd>`,
		)}
	</dl>`;
}

function mark(isAccepted: boolean): Html {
	const path = isAccepted ? 'M5.6 9.3l2.3 2.3 4.6-5' : 'M6.2 6.2l5.6 5.6M11.8 6.2l-5.6 5.6';
	return html`<svg
		width="18"
		height="18"
		viewBox="0 0 18 18"
		fill="none"
		stroke="currentColor"
		stroke-width="1.6"
		aria-hidden="true"
	>
		<circle cx="9" cy="9" r="7.5" />
		<path d="${path}" />
	</svg>`;
}

function isLoopback(host: string): boolean {
	return host === 'localhost' || host === '::1' || host.startsWith('127.');
}
