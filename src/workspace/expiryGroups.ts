import { dayCount } from '../util/duration';
import type { CertificateEntry } from './issuerTree';

/** A heading of the view by expiry, with the certificates below it, those that end first on top. */
export interface ExpiryGroup {
	readonly label: string;
	readonly entries: readonly CertificateEntry[];
}

/** Certificates by when they end; limits are whole days as lists print them. */
export function groupByExpiry(entries: Iterable<CertificateEntry>, now: Date): ExpiryGroup[] {
	const sorted = [...entries].sort(
		(a, b) =>
			a.card.certificate.notAfter.getTime() - b.card.certificate.notAfter.getTime() ||
			a.card.label.localeCompare(b.card.label),
	);
	const groupOf = ({ card }: CertificateEntry): string => {
		const { notAfter } = card.certificate;
		if (notAfter < now) {
			return 'Expired';
		}
		const days = dayCount(notAfter.getTime() - now.getTime());
		return days <= 30 ? 'Within 30 Days' : days <= 90 ? 'Within 90 Days' : 'Later';
	};
	return ['Expired', 'Within 30 Days', 'Within 90 Days', 'Later']
		.map((label) => ({ label, entries: sorted.filter((entry) => groupOf(entry) === label) }))
		.filter(({ entries: held }) => held.length > 0);
}
