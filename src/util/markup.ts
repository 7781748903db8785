/** Text that is HTML already; only `markup` makes it, so nothing gets in unescaped. */
export class Markup {
	constructor(readonly text: string) {}
}

type Value = string | number | Markup | readonly Markup[];

/** Builds HTML; every value in it is escaped unless it is `Markup` itself. */
export function markup(parts: TemplateStringsArray, ...values: readonly Value[]): Markup {
	return new Markup(parts.map((part, index) => part + textOf(values[index])).join(''));
}

/** For what is left out. */
export const nothing = new Markup('');

function textOf(value: Value | undefined): string {
	if (value === undefined) {
		return '';
	}
	if (value instanceof Markup) {
		return value.text;
	}
	return typeof value === 'object'
		? value.map(({ text }) => text).join('')
		: escapeHtml(value.toString());
}

/** Text as HTML that shows exactly this text, in an element or in a quoted attribute. */
export function escapeHtml(text: string): string {
	return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
