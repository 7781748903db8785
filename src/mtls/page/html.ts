/** Text that is HTML already; only `html` makes it, so nothing gets in unescaped. */
export class Html {
	constructor(readonly text: string) {}
}

type Value = string | number | Html | readonly Html[];

/** Builds HTML; every value in it is escaped unless it is `Html` itself. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Html {
	return new Html(parts.map((part, index) => part + textOf(values[index])).join(''));
}

function textOf(value: Value | undefined): string {
	if (value === undefined) {
		return '';
	}
	if (value instanceof Html) {
		return value.text;
	}
	return typeof value === 'object'
		? value.map(({ text }) => text).join('')
		: value.toString().replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
