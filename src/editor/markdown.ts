import * as vscode from 'vscode';
import { escapeHtml } from '../util/markup';

/** A piece of a line; `command` makes it a link. */
export interface MarkdownPart {
	readonly text: string;
	readonly command?: vscode.Command;
}

/** One line of a table; several parts stand beside each other. */
export interface MarkdownRow {
	readonly label: string;
	readonly parts: readonly MarkdownPart[];
	readonly isCode?: boolean | undefined;
}

/** What a card shows, from top to bottom. */
export interface MarkdownCard {
	readonly name: string;
	readonly title: string;
	readonly rows: readonly MarkdownRow[];
	/** Sentences below the table. */
	readonly notes: readonly string[];
	readonly links: readonly vscode.Command[];
}

/**
 * Draws a card as a table. All text comes from files of strangers, so all of it is escaped, and a
 * link can run nothing but the commands it was made with.
 */
export function renderCard({
	name,
	title,
	rows,
	notes,
	links,
}: MarkdownCard): vscode.MarkdownString {
	const markdown = new vscode.MarkdownString();
	markdown.supportHtml = true;
	const lines = rows.map(
		({ label, parts, isCode }) =>
			`<tr><td>${escape(label)}&nbsp;&nbsp;</td><td>${wrap(parts.map(renderPart).join(''), isCode)}</td></tr>`,
	);
	const blocks = [
		`<p><strong>${escape(name)}</strong> · ${escape(title)}</p>`,
		...(lines.length === 0 ? [] : [`<table>${lines.join('')}</table>`]),
		...notes.map((note) => `<p>${escape(note)}</p>`),
		...(links.length === 0
			? []
			: [`<p>${links.map((link) => anchor(link.title, link)).join(' · ')}</p>`]),
	];
	markdown.value = blocks.join('\n\n');
	const commands = [...rows.flatMap(({ parts }) => parts.map(({ command }) => command)), ...links];
	markdown.isTrusted = {
		enabledCommands: [...new Set(commands.flatMap((command) => command?.command ?? []))],
	};
	return markdown;
}

function renderPart({ text, command }: MarkdownPart): string {
	return command === undefined ? escape(text) : anchor(text, command);
}

function anchor(
	text: string,
	{ command, arguments: values = [], tooltip }: vscode.Command,
): string {
	const query = encodeURIComponent(JSON.stringify(values));
	return `<a href="command:${escape(command)}?${escape(query)}" title="${escape(tooltip ?? text)}">${escape(text)}</a>`;
}

function wrap(html: string, isCode: boolean | undefined): string {
	return isCode === true ? `<code>${html}</code>` : html;
}

/** Text that is neither HTML nor Markdown any more; line breaks would end the HTML block. */
function escape(text: string): string {
	return escapeHtml(text).replace(/\s+/g, ' ');
}
