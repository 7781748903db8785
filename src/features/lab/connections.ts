import { certificateName } from '../../mtls/certificateName';
import type { ConnectionRecord } from '../../mtls/server';
import type { LabConnection } from './labServer';

/** A connection record in the words of the Test Lab. */
export function labConnection(record: ConnectionRecord): LabConnection {
	return {
		id: record.id,
		at: record.time,
		who: whoCame(record),
		outcome: outcomeOf(record),
		cause: shortCause(record),
		details: detailsOf(record),
	};
}

/** One line for the log: who, what became of it, and every reason. */
export function logLine(port: number, record: ConnectionRecord): string {
	const { who, outcome } = labConnection(record);
	const facts = detailsOf(record).slice(1);
	return [`test server ${port}, connection ${record.id}: ${who}, ${outcome}`, ...facts].join('; ');
}

function whoCame({ outcome, clientChain, isWithheld, verdict, resumed }: ConnectionRecord): string {
	const [leaf] = clientChain;
	if (leaf !== undefined) {
		return certificateName(leaf);
	}
	if (outcome === 'wrong-protocol') {
		return 'No TLS';
	}
	if (resumed) {
		return 'Resumed session';
	}
	return isWithheld || verdict !== undefined || outcome === 'accepted'
		? 'No certificate'
		: 'Unknown client';
}

function outcomeOf({ outcome, alert }: ConnectionRecord): LabConnection['outcome'] {
	switch (outcome) {
		case 'accepted':
			return 'accepted';
		case 'refused':
		case 'wrong-protocol':
			return 'refused';
		case 'broken':
			return alert?.from === 'server' ? 'refused' : 'left';
		case 'left':
			return 'left';
	}
}

/** Shortest words for a fault; a client without a certificate is named so already. */
function shortCause({ outcome, verdict, clientChain, alert, resumed }: ConnectionRecord): string {
	if (outcome === 'wrong-protocol') {
		return 'not TLS';
	}
	const code = verdict?.faults[0]?.code;
	if (code !== undefined) {
		return clientChain.length === 0 ? '' : (shortWords[code] ?? code.replaceAll('-', ' '));
	}
	return resumed ? 'not judged' : (alert?.name.replaceAll('_', ' ') ?? '');
}

const shortWords: Readonly<Record<string, string>> = {
	'issuer-not-found': 'unknown CA',
	'issuer-not-trusted': 'unknown CA',
	'issuer-signature-mismatch': 'CA of the same name',
	'self-signed-leaf': 'self-signed',
	'wrong-extended-key-usage': 'wrong extended key usage',
	'leaf-is-ca': 'is a CA',
};

function detailsOf(record: ConnectionRecord): string[] {
	const { time, remoteAddress, protocol, cipher, httpStatus, alert, error, verdict } = record;
	const connection = [protocol, cipher].filter((part) => part !== undefined).join(', ');
	return [
		`${time.toISOString().replace('T', ' ').slice(0, 19)} UTC from ${remoteAddress}`,
		...(connection === '' ? [] : [connection]),
		...(record.isStrict ? ['judged in the handshake'] : []),
		...(httpStatus === undefined ? [] : [`HTTP ${httpStatus}`]),
		...(alert === undefined
			? []
			: [`alert ${alert.number}, ${alert.name}, from the ${alert.from}`]),
		...(verdict?.faults.map(({ message }) => message) ?? []),
		...(verdict === undefined && error !== undefined ? [error.message] : []),
	];
}
