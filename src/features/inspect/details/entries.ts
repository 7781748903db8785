import { markup } from '../../../util/markup';
import type { DetailEntries } from '../../../workspace/details/model';
import { when } from './html';

/** Entries of a CRL on one page, as many as rows of the Certificates view: more is slow to draw and read by nobody. */
export const entriesOnPage = 500;

/** One page of entries, with the way to the others; `page` counts from 0. */
export function entriesHtml(entries: DetailEntries, page: number): string {
	if (entries.count === 0) {
		return markup`<section><h2>Entries</h2><p class="muted">Nothing is revoked.</p></section>`.text;
	}
	const last = Math.ceil(entries.count / entriesOnPage) - 1;
	const shown = Math.min(page, last);
	const from = shown * entriesOnPage;
	const to = Math.min(from + entriesOnPage, entries.count);
	const rows = entries
		.read(from, to)
		.map(
			({ serialNumber, date, reason }, index) =>
				markup`<tr tabindex="${index === 0 ? 0 : -1}" data-value="${serialNumber}"><th scope="row" class="mono">${serialNumber}</th><td>${date}</td><td>${reason}</td></tr>`,
		);
	const button = (to: number, title: string, isOff: boolean): ReturnType<typeof markup> =>
		markup`<button type="button" data-page="${to}"${isOff ? markup` disabled` : markup``}>${title}</button>`;
	const ways = when(
		last > 0,
		() =>
			markup`<div class="actions">${button(shown - 1, `Previous ${entriesOnPage}`, shown === 0)}${button(shown + 1, `Next ${entriesOnPage}`, shown === last)}</div>`,
	);
	const count = (value: number): string => value.toLocaleString('en-US');
	return markup`<section><h2>Entries</h2><div class="pager"><p class="muted">${count(from + 1)} to ${count(to)} of ${count(entries.count)}</p>${ways}</div><table class="entries"><thead><tr><th scope="col">Serial number</th><th scope="col">Revoked</th><th scope="col">Reason</th></tr></thead><tbody>${rows}</tbody></table></section>`
		.text;
}
