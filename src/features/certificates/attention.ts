import type * as vscode from 'vscode';
import { counted } from '../../util/duration';
import type { CertificateEntry, IssuerTree } from '../../workspace/issuerTree';
import { validityShort } from '../../workspace/summary/words';

/** The view's badge: how many certificates need care, and which kind of it; undefined for none. */
export function attention({ entries }: IssuerTree, now: Date): vscode.ViewBadge | undefined {
	const reasons = new Map<string, CertificateEntry[]>();
	for (const entry of entries.values()) {
		const reason = reasonOf(entry);
		if (reason !== undefined) {
			reasons.set(reason, [...(reasons.get(reason) ?? []), entry]);
		}
	}
	const value = [...reasons.values()].flat().length;
	if (value === 0) {
		return undefined;
	}
	const parts = [...reasons].map(([reason, held]) => partOf(reason, held, now));
	const verb = value === 1 ? 'needs' : 'need';
	return {
		value,
		tooltip: `${counted(value, 'certificate')} ${verb} attention: ${parts.join(', ')}.`,
	};
}

function reasonOf({ card, findings }: CertificateEntry): string | undefined {
	if (card.state === 'expired' || card.state === 'expiring') {
		return card.state;
	}
	return findings.find(({ severity }) => severity === 'error')?.rule.shortTitle;
}

function partOf(reason: string, held: readonly CertificateEntry[], now: Date): string {
	const [first] = held;
	if (reason === 'expired') {
		return `${held.length} expired`;
	}
	if (reason === 'expiring') {
		return held.length === 1 && first !== undefined
			? `1 expires in ${validityShort(first.card.certificate, now, 'valid')}`
			: `${held.length} expire soon`;
	}
	return `${held.length} ${reason}`;
}
