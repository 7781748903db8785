import { renderPage, type PageAssets } from '../../../editor/page/document';
import { escapeHtml } from '../../../util/markup';
import { renderHandshake } from './handshake';
import { iconSvg } from '../../../editor/page/icons';
import type { PageIcon } from '../../../editor/page/icons';
import type { ShowMessage } from './messages';
import type { PageFact, PageState, ReportPage, TextPart } from './model';

/** The whole document of a report page. */
export function renderDocument(page: ReportPage, assets: PageAssets): string {
	const regions = renderRegions(page);
	const body =
		`<header id="head">${regions.head}</header>` +
		`<div id="verdict">${regions.verdict}</div>` +
		// The live region stays in the document while its text changes, or nothing is announced.
		`<p id="announcement" class="visually-hidden" role="status">${escapeHtml(page.verdict)}</p>` +
		`<main id="body">${regions.body}</main>`;
	return renderPage(page.title, body, assets);
}

/** The regions that a rerun replaces; the document, its focus and its scroll position stay. */
export function renderRegions(page: ReportPage): ShowMessage {
	return {
		type: 'show',
		head: `<h1>${escapeHtml(page.title)}</h1><p class="meta">${escapeHtml(page.meta)}</p>`,
		verdict: renderVerdict(page),
		body:
			renderFacts(page.facts) +
			renderNextSteps(page) +
			renderHandshake(page) +
			renderOtherWords(page.otherWords),
	};
}

const looks: Readonly<Record<PageState, { icon: PageIcon; tone: string }>> = {
	running: { icon: 'running', tone: 'plain' },
	accepted: { icon: 'pass', tone: 'pass' },
	refused: { icon: 'error', tone: 'fail' },
	unreachable: { icon: 'disconnected', tone: 'warn' },
	cancelled: { icon: 'cancelled', tone: 'plain' },
	unproven: { icon: 'question', tone: 'warn' },
	explained: { icon: 'info', tone: 'plain' },
};

function renderVerdict(page: ReportPage): string {
	const { icon, tone } = looks[page.state];
	const cancel = page.state === 'running' ? `<p>${button('cancel', 'Cancel', false)}</p>` : '';
	const explanation = page.explanation === '' ? '' : `<p>${escapeHtml(page.explanation)}</p>`;
	const second =
		page.disagreement === undefined
			? ''
			: `<div class="verdict warn">${iconSvg('warning', 'tone')}<div><strong>${escapeHtml(page.disagreement)}</strong></div></div>`;
	return (
		`<div class="verdict ${tone}">${iconSvg(icon, icon === 'running' ? 'tone spin' : 'tone')}` +
		`<div><strong>${escapeHtml(page.verdict)}</strong>${explanation}${cancel}</div></div>${second}`
	);
}

function renderFacts(facts: readonly PageFact[]): string {
	if (facts.length === 0) {
		return '';
	}
	const rows = facts.map(
		(fact) => `<dt>${escapeHtml(fact.label)}</dt><dd>${renderText(fact.text)}</dd>`,
	);
	return `<section aria-label="Facts"><dl>${rows.join('')}</dl></section>`;
}

function renderNextSteps(page: ReportPage): string {
	if (page.nextSteps.length === 0 && page.buttons.length === 0) {
		return '';
	}
	const steps = page.nextSteps.map((step) => `<p class="step">${renderText(step)}</p>`);
	const buttons = page.buttons.map(({ action, title, isPrimary }) =>
		button(action, title, isPrimary),
	);
	const actions = buttons.length === 0 ? '' : `<div class="actions">${buttons.join('')}</div>`;
	return `<section><h2>What to do next</h2>${steps.join('')}${actions}</section>`;
}

function renderOtherWords(otherWords: ReportPage['otherWords']): string {
	if (otherWords.length === 0) {
		return '';
	}
	const rows = otherWords.map(
		({ stack, words }) => `<dt>${escapeHtml(stack)}</dt><dd><code>${escapeHtml(words)}</code></dd>`,
	);
	return `<section><h2>The same refusal in other words</h2><dl>${rows.join('')}</dl></section>`;
}

function renderText(parts: readonly TextPart[]): string {
	return parts
		.map(({ text, path }) =>
			path === undefined
				? escapeHtml(text)
				: `<a href="#" data-path="${escapeHtml(path)}">${escapeHtml(text)}</a>`,
		)
		.join('');
}

function button(action: string, title: string, isPrimary: boolean): string {
	const cssClass = isPrimary ? ' class="primary"' : '';
	return `<button type="button" data-action="${action}"${cssClass}>${escapeHtml(title)}</button>`;
}
