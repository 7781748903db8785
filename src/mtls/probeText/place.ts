import { isIP } from 'node:net';
import type { Certificate } from '../../x509/certificate';
import { certificateName } from '../certificateName';
import type { ProbeReport } from '../report';

/** `localhost:8443`, `[::1]:8443`. */
export function placeText({ host, port }: Pick<ProbeReport, 'host' | 'port'>): string {
	return isIP(host) === 6 ? `[${host}]:${port}` : `${host}:${port}`;
}

/** The server certificate's leaf, as far as one was seen. */
export function serverLeaf(report: ProbeReport): Certificate | undefined {
	return report.serverVerdict?.sent[0];
}

/** What a sentence calls the client: the name in its certificate, else the file it was read from. */
export function clientName({ clientChain, clientLabel }: ProbeReport): string {
	const [leaf] = clientChain;
	return leaf === undefined ? (clientLabel ?? 'the client') : certificateName(leaf);
}

/** Common names of the CAs that the server listed, for a sentence; undefined if it listed none. */
export function issuerList({ acceptedIssuers }: ProbeReport): string | undefined {
	const names = acceptedIssuers.map(
		(text) => /(?:^|,)CN=((?:[^,\\]|\\.)*)/.exec(text)?.[1] ?? text,
	);
	if (names.length === 0) {
		return undefined;
	}
	return names.length > shownIssuers
		? `${names.slice(0, shownIssuers).join(', ')} and ${names.length - shownIssuers} more`
		: names.join(', ');
}

/** More names than these make a sentence unreadable; the report has them all. */
const shownIssuers = 3;

/** How the server's end of the matter looked: its alert, its HTTP status, or nothing at all. */
export function refusalAct({ alert, httpStatus }: ProbeReport): string {
	if (alert !== undefined) {
		return `closed the connection with alert ${alert.number}, ${alert.name}`;
	}
	return httpStatus === undefined
		? 'closed the connection without a reason'
		: `answered HTTP ${httpStatus}`;
}

/**
 * True if what the server said first looks like HTTP: a status line, or a page alone, as HTTP/0.9
 * had it and Python's `http.server` still answers to a request that it cannot read.
 */
export function isPlainHttp({ otherProtocolStart = '' }: ProbeReport): boolean {
	return /^(?:HTTP\/|\s*<(?:!doctype )?html\b)/i.test(otherProtocolStart);
}
