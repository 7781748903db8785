import type { HandshakeMessage } from '../../../mtls/report';
import { escapeHtml } from '../../../util/markup';
import { iconSvg } from '../../../editor/page/icons';
import type { PageIcon } from '../../../editor/page/icons';
import type { ReportPage } from './model';

/** The sentence that explains why a TLS 1.3 client can be "connected" and still be refused. */
export const judgedOnlyNow =
	'The client counts as connected. In TLS 1.3 the server judges its certificate only now.';

/** The handshake as a list of arrows between client and server; empty text when nothing was on the wire. */
export function renderHandshake(page: ReportPage): string {
	if (page.handshake.length === 0) {
		return '';
	}
	const legend = page.handshake.some((message) => message.isEncrypted)
		? `<p class="legend">${iconSvg('lock', 'small')} Encrypted on the wire, decrypted here with this connection's own keys.</p>`
		: '';
	return (
		'<section class="handshake"><h2 id="handshake-title">Handshake</h2>' +
		'<div class="lanes-head" aria-hidden="true"><span class="muted">ms</span><b class="client-head">Client</b>' +
		`<span class="lane-head">bytes</span><b class="server-head">Server ${escapeHtml(page.serverLabel)}</b></div>` +
		`<ol aria-labelledby="handshake-title">${renderRows(page).join('')}</ol>${legend}</section>`
	);
}

function renderRows(page: ReportPage): string[] {
	const isTls13 = page.handshake.some(
		(message) => message.name === 'EncryptedExtensions' && message.from === 'server',
	);
	const rows: string[] = [];
	for (const [index, message] of page.handshake.entries()) {
		rows.push(renderMessage(message, markOf(page, index), rows.length === 0));
		if (isTls13 && message.from === 'client' && message.name === 'Finished') {
			rows.push(renderNote(message.atMs));
		}
	}
	return rows;
}

/** How a row is marked; an alert is the only row with a colored arrow. */
type Mark = 'alert' | 'refused' | 'accepted' | 'empty' | undefined;

const markIcons: Readonly<Record<Exclude<Mark, undefined>, PageIcon>> = {
	alert: 'error',
	refused: 'error',
	accepted: 'pass',
	empty: 'warning',
};

function markOf(page: ReportPage, index: number): Mark {
	const message = page.handshake[index];
	if (message === undefined) {
		return undefined;
	}
	// close_notify is how every connection ends (RFC 8446 6.1); it says nothing about the client.
	if (
		message.name.startsWith('Alert') &&
		!(message.name + message.detail).includes('close_notify')
	) {
		return 'alert';
	}
	if (message.from === 'client' && message.name === 'Certificate') {
		return message.detail.startsWith('Empty') ? 'empty' : undefined;
	}
	const isFirstAnswer =
		index ===
		page.handshake.findIndex(
			(other) => other.from === 'server' && other.name === 'Application data',
		);
	if (isFirstAnswer && page.accepted !== null) {
		return page.accepted ? 'accepted' : 'refused';
	}
	return undefined;
}

function renderMessage(message: HandshakeMessage, mark: Mark, isFirst: boolean): string {
	const lock = message.isEncrypted ? iconSvg('lock', 'small') : '';
	const icon = mark === undefined ? '' : iconSvg(markIcons[mark], 'mark');
	const detail =
		message.detail === '' ? '' : `<div class="detail">${escapeHtml(message.detail)}</div>`;
	const text =
		`<div class="name"><span class="sender">${senders[message.from]}</span>${icon}` +
		`<b>${escapeHtml(message.name)}</b>${lock}</div>${detail}`;
	const cell = (side: HandshakeMessage['from']): string =>
		`<div class="${side}-cell">${message.from === side ? text : ''}</div>`;
	const label = escapeHtml(accessibleText(message));
	return (
		`<li class="${message.from} ${mark ?? ''}" tabindex="${isFirst ? 0 : -1}" aria-label="${label}">` +
		`<span class="time">${message.atMs.toFixed(1)}</span>${cell('client')}` +
		`<div class="lane"><span class="bytes">${message.length.toLocaleString('en-US')}</span><span class="arrow"></span></div>` +
		`${cell('server')}</li>`
	);
}

const senders: Readonly<Record<HandshakeMessage['from'], string>> = {
	client: 'Client:',
	server: 'Server:',
};

function renderNote(atMs: number): string {
	const at = atMs.toFixed(1);
	return (
		`<li class="note" tabindex="-1"><span class="time">${at}</span>` +
		`<span class="text">${iconSvg('info', 'small')}<span>${judgedOnlyNow}</span></span></li>`
	);
}

function accessibleText(message: HandshakeMessage): string {
	const direction = message.from === 'client' ? 'client to server' : 'server to client';
	const parts = [`${message.atMs.toFixed(1)} milliseconds`, direction, message.name];
	if (message.isEncrypted) {
		parts.push('encrypted');
	}
	if (message.detail !== '') {
		parts.push(message.detail.charAt(0).toLowerCase() + message.detail.slice(1));
	}
	return parts.join(', ');
}
