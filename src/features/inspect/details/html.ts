import { iconSvg, type PageIcon } from '../../../editor/page/icons';
import { markup, Markup, nothing } from '../../../util/markup';
import { visibleText } from '../../../util/visibleText';
import type { SummaryPart } from '../../../workspace/summary/summary';

/** A picture, hidden from screen readers; a word stands beside each. */
export function icon(name: PageIcon, cssClass = ''): Markup {
	return new Markup(iconSvg(name, cssClass));
}

/** Markup, or nothing. */
export function when(condition: boolean, make: () => Markup): Markup {
	return condition ? make() : nothing;
}

/** Pieces of text, those with a place as links; line ends stay. */
export function partsHtml(parts: readonly SummaryPart[]): Markup[] {
	return parts.map(({ text, place }) =>
		place === undefined
			? markup`${textHtml(text)}`
			: markup`<a href="#" data-path="${place.path}" data-line="${place.line}">${textHtml(text)}</a>`,
	);
}

/** Text with its lines, in which nothing is hidden. */
export function textHtml(text: string): Markup[] {
	return text
		.split('\n')
		.map(
			(line, index) => markup`${index === 0 ? nothing : lineBreak}${visibleText(line, Infinity)}`,
		);
}

const lineBreak = new Markup('<br>');
