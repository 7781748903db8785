import { alertMeanings, findAlert } from './explain/alertWordings';
import type { CauseText } from './explain/cause';
import { codes, vagueCodes, verifyNumbers, type Meaning } from './explain/codes';
import { vagueWordings, wordings, type Wording } from './explain/wordings';

export type { ExplainedCause, VerdictOf } from './explain/cause';

/** What a pasted TLS error means. */
export interface Explanation extends CauseText {
	/** The piece of the text that was recognized. */
	readonly matched: string;
	/** The stacks that word it so. */
	readonly source: string;
}

/**
 * Explains a TLS error in the words of any of the stacks known here: by its code first, then by
 * the alert it names, then by its text. Undefined if the wording is not known.
 */
export function explain(text: string): Explanation | undefined {
	const cleaned = cleanError(text);
	const found =
		findCode(cleaned, codes) ??
		findVerifyNumber(cleaned) ??
		findAlertMeaning(cleaned) ??
		findGoDates(cleaned) ??
		findWording(cleaned, wordings) ??
		findCode(cleaned, vagueCodes) ??
		findWording(cleaned, vagueWordings) ??
		findBareEof(cleaned);
	if (found === undefined) {
		return undefined;
	}
	const { meaning, matched, source } = found;
	const side = isWrittenByServer(cleaned) ? meaning.writtenByServer : meaning.writtenByClient;
	return { ...side, matched, source: source ?? meaning.source };
}

/** An error as OpenSSL words it, without the thread address in front and the place in its source behind. */
export function cleanError(text: string): string {
	return text
		.replace(/\b[0-9A-F]{8,16}:(?=error:)/g, '')
		.replace(/:[^\s:]*?[\w.-]+\.(?:c|cc|h):\d+(?=:|\s|$)/g, '')
		.trim();
}

interface Found {
	readonly meaning: Meaning;
	readonly matched: string;
	readonly source?: string;
}

/**
 * Who wrote a line decides whose certificate it is about: "unknown ca" in a client's log is the
 * server's verdict on the client, in a server's log the client's on the server.
 */
function isWrittenByServer(text: string): boolean {
	return serverMarks.test(text) && !proxyMarks.test(text);
}

const serverMarks =
	/client SSL certificate verify error|while SSL handshaking, client|, client: |TLS handshake error from|failed to verify client|client's certificate|checkClientTrusted|ssl3_read_bytes.*\bACCEPT\b|SSL_accept|tlsClientError|authorizationError|tls_process_client_certificate/;

/** nginx names its client in every line; towards an upstream it is a client itself. */
const proxyMarks = /upstream SSL|to upstream/;

function findCode(text: string, table: Readonly<Record<string, Meaning>>): Found | undefined {
	for (const match of text.matchAll(/\b[A-Za-z][A-Za-z0-9]*(?:_[A-Z0-9]+)*\b/g)) {
		const word = match[0];
		const meaning = Object.hasOwn(table, word) ? table[word] : undefined;
		if (meaning !== undefined) {
			return { meaning, matched: word };
		}
	}
	return undefined;
}

function findVerifyNumber(text: string): Found | undefined {
	const pattern =
		/(?:verify error:num=|verify return code: |verify error: ?\(|\berror )(\d{1,3})(?= at |[:) ])/i;
	const match = pattern.exec(text);
	const meaning = match === null ? undefined : verifyNumbers[Number(match[1])];
	return meaning && match ? { meaning, matched: match[0] } : undefined;
}

function findAlertMeaning(text: string): Found | undefined {
	const alert = findAlert(text);
	const meaning = alert && alertMeanings[alert.number];
	return meaning && { meaning, matched: alert.matched, source: alert.source };
}

/** "certificate has expired or is not yet valid: current time … is before …" is Go's one sentence for two causes. */
function findGoDates(text: string): Found | undefined {
	const match = /has expired or is not yet valid(?::.*?\bis (before|after)\b)?/s.exec(text);
	if (match === null) {
		return undefined;
	}
	const meaning = match[1] === 'before' ? codes['CERT_NOT_YET_VALID'] : codes['CERT_HAS_EXPIRED'];
	return meaning && { meaning, matched: match[0], source: 'Go' };
}

function findWording(text: string, table: readonly Wording[]): Found | undefined {
	const lower = text.toLowerCase();
	for (const [phrase, meaning] of table) {
		const at = lower.indexOf(phrase.toLowerCase());
		if (at >= 0) {
			return { meaning, matched: text.slice(at, at + phrase.length) };
		}
	}
	return undefined;
}

/** Go ends with the three letters alone. */
function findBareEof(text: string): Found | undefined {
	const match = /(?:^|: )EOF$/m.exec(text);
	const meaning = vagueCodes['ECONNRESET'];
	return match && meaning ? { meaning, matched: 'EOF', source: 'Go' } : undefined;
}
