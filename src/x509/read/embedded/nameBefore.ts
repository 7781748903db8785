import type { Span } from '../../der';

/** The name that a text in a program or a settings file is given. */
export interface NameBefore {
	readonly name: string;
	readonly range: Span;
}

/** Longer than a name with its type and the quotes behind it. */
const reach = 300;

/** `NAME=`, `"name": "`, `const name: string = \``, `name = <<-EOT`, with a quote or heredoc behind it. */
const assignment =
	/([A-Za-z_$@][\w.$-]*)["']?(?:\[\w*\])?(?:\s*:\s*&?\w+)?\s*(?::=|=>|=|:)\s*(?:[$\w.[\]]*[({[]\s*)?(?:cat\s+)?(?:[rbufL]{0,2}#?(?:"""|'''|["'`])|<<[-~]?\s*["']?\w+["']?)?\\?\s*$/;

/** \`cat > server.crt <<EOF\`, \`COPY <<EOF /etc/tls/server.crt\`, \`tee server.crt <<EOF\`. */
const heredocs: readonly RegExp[] = [
	/(?:>{1,2}|\btee)\s*["']?([^\s"'<>|;]+)["']?[^\n<]*<<[-~]?\s*["']?\w+["']?[^\n]*\r?\n\s*$/,
	/<<[-~]?\s*["']?\w+["']?[^\n]*?(?:>{1,2}|\btee)\s*["']?([^\s"'<>|;]+)["']?[^\n]*\r?\n\s*$/,
	/\bCOPY\s[^\n]*<<[-~]?["']?\w+["']?\s+([^\s]+)\s*\r?\n\s*$/,
];

/** Looks back from where a certificate begins for what it is assigned to, or the file it is written to. */
export function nameBefore(text: string, offset: number): NameBefore | undefined {
	const from = Math.max(0, offset - reach);
	const before = text.slice(from, offset);
	const match = [...heredocs, assignment].map((pattern) => pattern.exec(before)).find(Boolean);
	const name = match?.[1];
	if (match === undefined || match === null || name === undefined) {
		return undefined;
	}
	const start = from + match.index + match[0].indexOf(name);
	const baseName = name.slice(name.lastIndexOf('/') + 1);
	return { name: baseName === '' ? name : baseName, range: { start, end: start + name.length } };
}
