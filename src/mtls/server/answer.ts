import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Connection } from './connection';
import { timeText } from '../../x509/describe';
import { renderServerPage } from '../page';
import { readPeerChain } from '../peerCertificates';
import type { ReportedFault } from '../report';

/** Says that an answer comes from a test server of ours, so that a probe may trust its list of faults. */
export const serverHeader = 'mtls-workbench';

/** What a test server tells a client about itself, to tools as JSON. */
export interface ServerAnswer {
	readonly accepted: boolean;
	/** RFC 4514 names; null without a certificate. */
	readonly subject: string | null;
	readonly issuer: string | null;
	readonly notBefore: string | null;
	readonly notAfter: string | null;
	readonly fingerprintSha256: string | null;
	readonly faults: readonly ReportedFault[];
	readonly clientAuthentication: string;
	readonly strict: boolean;
	readonly protocol: string | null;
	readonly cipher: string | null;
	readonly group: string | null;
	readonly serverName: string | null;
	readonly resumed: boolean;
	readonly clientChain: readonly {
		readonly subject: string;
		readonly issuer: string;
		readonly fingerprintSha256: string;
	}[];
}

/** What the page needs beyond the connection. */
export interface AnswerOptions {
	readonly host: string;
	readonly port: number;
	readonly now: () => Date;
}

/** Answers one request: HTTP 200, or 403 with every fault; a page for browsers, JSON for the rest. */
export function answerRequest(
	request: IncomingMessage,
	response: ServerResponse,
	connection: Connection,
	{ host, port, now }: AnswerOptions,
): void {
	const answer = describe(connection);
	const isPage = (request.headers.accept ?? '').includes('text/html');
	const at = now();
	const body = isPage
		? renderServerPage({
				answer,
				chain: readPeerChain(connection.clientChain),
				clientCas: connection.files.clientCas,
				userAgent: request.headers['user-agent'] ?? '',
				host,
				port,
				at,
			})
		: `${JSON.stringify(answer)}\n`;
	const status = answer.accepted ? 200 : 403;
	connection.httpStatus = status;
	response.writeHead(status, {
		'Content-Type': isPage ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8',
		'Content-Length': Buffer.byteLength(body),
		'Cache-Control': 'no-store',
		// The page has one style block and nothing else; whatever a name may hold, nothing of it runs.
		'Content-Security-Policy':
			"default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
		'X-Content-Type-Options': 'nosniff',
		Server: serverHeader,
		Date: at.toUTCString(),
		// A connection is one handshake, one request and one record.
		Connection: 'close',
	});
	response.end(request.method === 'HEAD' ? undefined : body);
}

function describe(connection: Connection): ServerAnswer {
	const { facts, verdict, files, isResumed } = connection;
	const chain = readPeerChain(connection.clientChain);
	const [leaf] = chain;
	return {
		// A strict server has decided in the handshake, as a plain Node server would; our faults stand beside it.
		accepted: !isResumed && (files.isStrict || verdict?.valid !== false),
		subject: leaf?.subject.text ?? null,
		issuer: leaf?.issuer.text ?? null,
		notBefore: leaf ? timeText(leaf.notBefore) : null,
		notAfter: leaf ? timeText(leaf.notAfter) : null,
		fingerprintSha256: leaf?.fingerprintSha256 ?? null,
		faults: isResumed ? [resumedFault] : (verdict?.faults ?? []),
		clientAuthentication: files.clientAuthentication,
		strict: files.isStrict,
		protocol: facts.protocol ?? null,
		cipher: facts.cipherSuite ?? null,
		group: facts.group ?? null,
		serverName: facts.clientHello?.serverName ?? null,
		resumed: isResumed,
		clientChain: chain.map(({ subject, issuer, fingerprintSha256 }) => ({
			subject: subject.text,
			issuer: issuer.text,
			fingerprintSha256,
		})),
	};
}

/** A session taken up again shows no chain, so there is nothing to judge, and nobody is let in unjudged. */
const resumedFault: ReportedFault = {
	code: 'session-resumed',
	message: 'The client took up an older session, which shows no certificate; it was not judged.',
	subject: '',
};
