import type { PageIcon } from '../../../editor/page/icons';
import { markup, nothing, type Markup } from '../../../util/markup';
import { visibleText } from '../../../util/visibleText';
import type { Details } from '../../../workspace/details';
import type {
	ChainLink,
	ChainNode,
	DetailField,
	DetailGroup,
	Verdict,
} from '../../../workspace/details/model';
import { entriesHtml } from './entries';
import { icon, partsHtml, when } from './html';
import type { DetailAction, Region } from './messages';

/** What the page shows beside the object: the buttons that can run, and whether it stays. */
export interface PageState {
	readonly isPinned: boolean;
	readonly actions: readonly { readonly action: DetailAction; readonly title: string }[];
}

/** All regions but the encoding, which `encodingHtml` makes. */
export function regionsOf(
	details: Details,
	state: PageState,
): Record<Exclude<Region, 'encoding'>, string> {
	return {
		head: headHtml(details, state).text,
		verdict: verdictHtml(details.verdict).text,
		chain: chainHtml(details.chain).text,
		fields: markup`${groupsHtml(details.groups)}`.text,
		entries: details.entries === undefined ? '' : entriesHtml(details.entries, 0),
	};
}

function headHtml({ title, meta }: Details, { isPinned, actions }: PageState): Markup {
	const buttons = actions.map(
		(each) => markup`<button type="button" data-action="${each.action}">${each.title}</button>`,
	);
	const pin = markup`<button type="button" class="plain" data-action="pin" aria-pressed="${String(isPinned)}" aria-label="Keep this page" title="${isPinned ? 'Kept: other details open in a page of their own' : 'Keep this page; other details open in a page of their own'}">${icon(isPinned ? 'pinned' : 'pin')}</button>`;
	return markup`<div><h1>${visibleText(title, 200)}</h1><p class="meta">${partsHtml(meta)}</p></div><div class="actions">${buttons}${pin}</div>`;
}

const verdictIcons: Readonly<Record<Verdict['state'], PageIcon>> = {
	pass: 'pass',
	fail: 'error',
	warn: 'warning',
	plain: 'info',
};

function verdictHtml(verdict: Verdict): Markup {
	const { state, text, explanation, refusals, others } = verdict;
	const rows = refusals.map(
		({ heading, stack, words, note }) =>
			markup`<tr><th scope="row" class="muted">${heading}</th><td>${stack}</td><td><code>${words}</code>${note === undefined ? nothing : markup` <span class="muted">${note}</span>`}</td></tr>`,
	);
	const list = others.map(
		({ severity, message, ruleId }) =>
			markup`<li>${icon(severityIcons[severity], `small ${severity}`)}<span>${message} <a href="#" data-explain="${ruleId}">${ruleId}</a></span></li>`,
	);
	return markup`<div class="verdict ${state}">${icon(verdictIcons[state], 'tone')}<div><strong>${visibleText(text, Infinity)}</strong>${explanation === undefined ? nothing : markup`<p>${explanation}</p>`}${when(rows.length > 0, () => markup`<table class="refused">${rows}</table>`)}${verdictActions(verdict)}${when(list.length > 0, () => markup`<ul class="others">${list}</ul>`)}</div></div>`;
}

const severityIcons = {
	error: 'error',
	warning: 'warning',
	information: 'info',
	hint: 'info',
} as const;

/** A repair that cannot run still says why. */
function verdictActions({ fix, ruleId }: Verdict): Markup {
	if (ruleId === undefined) {
		return nothing;
	}
	const canRun = fix !== undefined && fix.missing === undefined;
	const primary = canRun
		? markup`<button type="button" class="primary" data-action="fix">${fix.title}</button>`
		: nothing;
	const reason =
		fix?.missing === undefined
			? nothing
			: markup`<p class="muted">${fix.title}: ${fix.missing}.</p>`;
	return markup`${reason}<div class="actions">${primary}<button type="button" data-explain="${ruleId}">Explain ${ruleId}</button></div>`;
}

/** Trust anchor first; between two boxes stands what the signature says. */
function chainHtml(chain: readonly ChainNode[]): Markup {
	if (chain.length === 0) {
		return nothing;
	}
	const items = chain.flatMap((node) => [linkHtml(node.link), nodeHtml(node)]);
	return markup`<h2>Chain</h2><ol class="chain" aria-label="Chain, trust anchor first">${items}</ol>`;
}

const linkWords: Readonly<Record<ChainLink, readonly [PageIcon, string, string]>> = {
	verified: ['pass', 'pass', 'signature verified'],
	mismatch: ['error', 'fail', 'signature does not match'],
	unsupported: ['question', '', 'signature not checked'],
	missing: ['question', '', 'issuer not here'],
};

function linkHtml(link: ChainLink | undefined): Markup {
	if (link === undefined) {
		return nothing;
	}
	const [picture, tone, words] = linkWords[link];
	return markup`<li class="link ${link}"><span class="how">${icon(picture, `small ${tone}`)}${words}</span></li>`;
}

function nodeHtml(node: ChainNode): Markup {
	const { label, description, icon: picture, place, isCurrent, isCrl } = node;
	const where = isCurrent
		? markup`<div class="sub">this ${isCrl ? 'CRL' : 'certificate'}</div>`
		: place === undefined
			? nothing
			: markup`<div class="sub">${partsHtml([{ text: place.path, place }])}</div>`;
	const tone = { error: 'fail', warning: 'warn', clock: 'warn' }[picture as string] ?? '';
	const current = isCurrent ? markup` aria-current="true"` : nothing;
	const name =
		isCurrent || place === undefined
			? markup`<span>${label}</span>`
			: markup`<a href="#" data-details="${place.path}" data-line="${place.line}" data-path="${place.path}">${label}</a>`;
	return markup`<li class="node${isCurrent ? ' current' : ''}${picture === 'missing' ? ' missing' : ''}"${current}><div class="label">${icon(picture, tone)}${name}</div><div class="sub">${description}</div>${where}</li>`;
}

function groupsHtml(groups: readonly DetailGroup[]): Markup[] {
	let number = 0;
	return groups.map(({ title, fields }) => {
		const rows = fields.map((field) => fieldHtml(field, number++));
		return markup`<section><h2>${title}</h2><ul class="fields" aria-label="${title}">${rows}</ul></section>`;
	});
}

function fieldHtml(field: DetailField, number: number): Markup {
	const { label, parts, copy, isCode, isCritical, isFault, span, bar } = field;
	const bytes =
		span === undefined ? nothing : markup` data-start="${span.start}" data-end="${span.end}"`;
	const critical = isCritical ? markup`<span class="critical">critical</span>` : nothing;
	const spoken = `${label}: ${copy.replaceAll('\n', ', ')}${isCritical ? ', critical' : ''}`;
	return markup`<li class="field" data-field="${number}" data-value="${copy}"${bytes} tabindex="${number === 0 ? 0 : -1}" aria-label="${visibleText(spoken, Infinity)}"><span class="label">${label}</span><span class="value${isCode ? ' mono' : ''}">${isFault ? icon('error', 'small fail') : nothing}${partsHtml(parts)}${critical}<button type="button" class="copy" data-copy="${number}" tabindex="-1" title="Copy ${label}" aria-label="Copy ${label}">${icon('copy', 'small')}</button>${bar === undefined ? nothing : barHtml(bar.passed, bar.label)}</span></li>`;
}

/** A picture in SVG: its width is an attribute, which the page's policy allows where it forbids a style. */
function barHtml(passed: number, label: string): Markup {
	const width = Math.max(1, Math.round(passed * 100));
	return markup`<svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" role="img" aria-label="${label}"><rect class="whole" width="100" height="4"/><rect class="passed" width="${width}" height="4"/></svg>`;
}
