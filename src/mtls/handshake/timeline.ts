import { visibleText } from '../../util/visibleText';
import { alertName, isClosureAlert } from '../alerts';
import { certificateName, nameText } from '../certificateName';
import { readPeerCertificate, readPeerName } from '../peerCertificates';
import type { HandshakeMessage } from '../report';
import type { CertificateRequest, ClientHello, DecodedMessage, ServerHello } from './messages';
import { cipherSuiteName, versionName } from './names';
import { contentTypes } from './records';
import type { WireEvent } from './transcript';

/** `report.ts`: a detail line has at most 90 characters, so that it stays one line on the page. */
const longestDetail = 90;

/** The rows of the handshake as pages draw them; tickets and application data in a row become one. */
export function timeline(events: readonly WireEvent[]): HandshakeMessage[] {
	const rows: HandshakeMessage[] = [];
	let tickets = 0;
	for (const event of events) {
		const row = describe(event, rows);
		const last = rows.at(-1);
		tickets = row.name === 'NewSessionTicket' ? tickets + 1 : 0;
		if (last?.name === row.name && last.from === row.from && isRun(row.name)) {
			const detail = tickets > 1 ? `${tickets} tickets` : last.detail;
			rows[rows.length - 1] = { ...last, length: last.length + row.length, detail };
		} else {
			rows.push(row);
		}
	}
	return rows;
}

function isRun(name: string): boolean {
	return name === 'NewSessionTicket' || name === 'Application data';
}

function describe(event: WireEvent, before: readonly HandshakeMessage[]): HandshakeMessage {
	const { atMs, from, length, isEncrypted } = event;
	const [name, detail] = nameAndDetail(event, before);
	return { atMs, from, name, length, isEncrypted, detail: visibleText(detail, longestDetail) };
}

function nameAndDetail(
	{ content, from }: WireEvent,
	before: readonly HandshakeMessage[],
): readonly [name: string, detail: string] {
	switch (content.kind) {
		case 'handshake':
			return [content.message.name, detailOf(content.message, from)];
		case 'alert':
			return [
				`Alert ${content.number} ${alertName(content.number)}`,
				isClosureAlert(content.number)
					? `The ${from} has nothing more to say.`
					: `Fatal. The ${from} closed the connection.`,
			];
		case 'applicationData':
			return ['Application data', firstLine(content.start)];
		case 'changeCipherSpec':
			return ['ChangeCipherSpec', ''];
		case 'opaque':
			return [opaqueName(content.type, from, before), 'Not decrypted here'];
	}
}

/** Behind ChangeCipherSpec the first handshake record is Finished, opened or not (RFC 5246 7.4.9). */
function opaqueName(
	type: number,
	from: HandshakeMessage['from'],
	before: readonly HandshakeMessage[],
): string {
	if (type === contentTypes.alert) {
		return 'Alert';
	}
	if (type === contentTypes.applicationData) {
		return 'Application data';
	}
	const last = before.findLast((row) => row.from === from);
	return last?.name === 'ChangeCipherSpec' ? 'Finished' : 'Handshake message';
}

function detailOf({ body }: DecodedMessage, from: HandshakeMessage['from']): string {
	switch (body.kind) {
		case 'ClientHello':
			return clientHelloDetail(body);
		case 'ServerHello':
		case 'HelloRetryRequest':
			return serverHelloDetail(body);
		case 'EncryptedExtensions':
			return body.alpn === undefined ? '' : `ALPN ${body.alpn}`;
		case 'CertificateRequest':
			return certificateRequestDetail(body);
		case 'Certificate':
			return chainDetail(body.chain);
		case 'CertificateVerify':
			return [body.signatureScheme, from === 'client' ? 'proves the key' : undefined]
				.filter((part) => part !== undefined)
				.join(', ');
		case 'ServerKeyExchange':
			return body.group ?? '';
		case 'Malformed':
			return 'Cannot read: a length runs past the end';
		default:
			return '';
	}
}

function clientHelloDetail({ versions, serverName, alpn }: ClientHello): string {
	return [
		versions
			.map((version, index) => (index === 0 ? version : version.replace('TLS ', '')))
			.join(', '),
		serverName === undefined ? 'no SNI' : `SNI ${serverName}`,
		...(alpn.length > 0 ? [`ALPN ${alpn.join(', ')}`] : []),
	].join(' · ');
}

function serverHelloDetail({ version, cipherSuite, group }: ServerHello): string {
	return [versionName(version), cipherSuiteName(cipherSuite), group]
		.filter((part) => part !== undefined)
		.join(' · ');
}

function certificateRequestDetail({ authorities }: CertificateRequest): string {
	return authorities.length === 0
		? 'Wants a client certificate, names no CA'
		: `Wants a client certificate issued by: ${authorityNames(authorities).join(', ')}`;
}

/** Common names where they have one, for a line; the report has the full names. */
function authorityNames(authorities: readonly Uint8Array[]): string[] {
	return authorities.map((der) => {
		const name = readPeerName(der);
		return name === undefined ? 'a name that cannot be read' : nameText(name);
	});
}

function chainDetail(chain: readonly Uint8Array[]): string {
	const [leaf] = chain;
	if (leaf === undefined) {
		return 'Empty: no certificate was sent';
	}
	const rest = chain.length > 1 ? ` · ${chain.length} certificates` : '';
	const certificate = readPeerCertificate(leaf);
	return certificate === undefined
		? `Cannot read the certificate${rest}`
		: `${certificateName(certificate)}, issued by ${nameText(certificate.issuer)}${rest}`;
}

/** `HTTP 200 · {"accepted":…` for an answer, the request line for a request. */
function firstLine(text: string): string {
	const status = /^HTTP\/1\.[01] (\d{3})/.exec(text)?.[1];
	const [head = ''] = text.split(/\r?\n/);
	if (status === undefined) {
		return head;
	}
	const bodyStart = text.indexOf('\r\n\r\n');
	const body =
		bodyStart < 0
			? ''
			: text
					.slice(bodyStart + 4)
					.replace(/\s+/g, ' ')
					.trim();
	return body === '' ? `HTTP ${status}` : `HTTP ${status} · ${body}`;
}
