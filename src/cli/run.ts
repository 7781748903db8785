import { parseArgs } from 'node:util';
import { UserError } from '../util/userError';
import type { Caller } from './caller';
import { createOutput, type Output } from './output';
import { commonOptions, UsageError, type Values, type Verb } from './verb';

/** The verbs; each is loaded when it is called, so that `mtls inspect` pays for reading only. */
const verbs: Readonly<Record<string, () => Promise<Verb>>> = {
	create: async () => (await import('./create')).create,
	csr: async () => (await import('./csr')).csr,
	sign: async () => (await import('./sign')).sign,
	inspect: async () => (await import('./inspect')).inspect,
	lint: async () => (await import('./lint')).lint,
	verify: async () => (await import('./verify')).verify,
	serve: async () => (await import('./serve')).serve,
	probe: async () => (await import('./probe')).probe,
	explain: async () => (await import('./explain')).explain,
};

/** Exit code for misuse, unreadable input, or nothing done. */
const misuse = 2;

/** Runs one call of `mtls` and resolves with its exit code; never rejects. */
export async function runCommandLine(argv: readonly string[], caller: Caller): Promise<number> {
	const [name = '--help', ...rest] = argv;
	const output = createOutput(caller, rest.includes('--json'));
	try {
		if (name === '--help' || name === '-h' || name === 'help') {
			await printOverview(output);
			return 0;
		}
		const load = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
		if (load === undefined) {
			throw new UsageError(`mtls has no verb ${name}. Run mtls --help for the list.`);
		}
		const verb = await load();
		const { values, positionals } = parse(verb, name, rest);
		if (values['help'] === true) {
			printHelp(verb, output);
			return 0;
		}
		return await verb.run({
			arguments: positionals,
			values: typedValues(values, name),
			output,
			caller,
			now: new Date(),
		});
	} catch (error) {
		const message = sentence(error);
		output.error(message);
		if (output.isJson) {
			output.json({ error: message });
		}
		return misuse;
	}
}

function parse(
	verb: Verb,
	name: string,
	rest: readonly string[],
): { values: Readonly<Record<string, unknown>>; positionals: string[] } {
	try {
		const { values, tokens } = parseArgs({
			args: [...rest],
			options: { ...verb.options, ...commonOptions },
			allowPositionals: true,
			strict: true,
			tokens: true,
		});
		return assignWords(values, tokens, verb.listOptions ?? []);
	} catch (error) {
		throw new UsageError(`${optionSentence(error)} Run mtls ${name} --help for the options.`);
	}
}

/** What `parseArgs` refuses, in words of ours where it has many. */
function optionSentence(error: unknown): string {
	const message = error instanceof Error ? error.message : '';
	const option = /^Option '(?:-\w, )?(--[\w-]+)/.exec(message)?.[1] ?? '';
	if (message.includes('argument is ambiguous')) {
		return `${option} needs a value that does not begin with a dash.`;
	}
	if (message.includes('argument missing')) {
		return `${option} needs a value.`;
	}
	// Node goes on with advice in words of its own.
	return `${message.split(/\.\s/)[0] ?? ''}.`;
}

type Token = NonNullable<ReturnType<typeof parseArgs>['tokens']>[number];

/** Gives words to the option of several values that they stand behind; the others are arguments. */
function assignWords(
	parsed: Readonly<Record<string, unknown>>,
	tokens: readonly Token[],
	listOptions: readonly string[],
): { values: Readonly<Record<string, unknown>>; positionals: string[] } {
	const lists = new Map(listOptions.map((name): [string, string[]] => [name, []]));
	const positionals: string[] = [];
	let list: string[] | undefined;
	for (const token of tokens) {
		if (token.kind === 'option') {
			list = lists.get(token.name);
			list?.push(token.value ?? '');
		} else if (token.kind === 'positional') {
			(list ?? positionals).push(token.value);
		} else {
			list = undefined;
		}
	}
	return { values: { ...parsed, ...Object.fromEntries(lists) }, positionals };
}

function typedValues(values: Readonly<Record<string, unknown>>, verbName: string): Values {
	const text = (name: string): string | undefined => {
		const value = values[name];
		return typeof value === 'string' ? value : undefined;
	};
	return {
		text,
		list(name) {
			const value = values[name];
			return Array.isArray(value)
				? value.filter((item): item is string => typeof item === 'string')
				: [];
		},
		has: (name) => values[name] === true,
		required(name) {
			const value = text(name);
			if (value === undefined || value.trim() === '') {
				const state = value === undefined ? 'missing' : 'empty';
				throw new UsageError(`--${name} is ${state}. Run mtls ${verbName} --help for the options.`);
			}
			return value;
		},
	};
}

async function printOverview(output: Output): Promise<void> {
	const rows: string[] = [];
	for (const [name, load] of Object.entries(verbs)) {
		rows.push(`  ${name.padEnd(9)}${(await load()).summary}`);
	}
	output.lines(
		'mtls: make, read, judge and prove certificates for mutual TLS.',
		'',
		'Usage: mtls VERB [options]     mtls VERB --help',
		'',
		...rows,
		'',
		'Exit codes: 0 fine; 1 a negative answer; 2 misuse, unreadable input, or nothing done.',
	);
}

function printHelp(verb: Verb, output: Output): void {
	output.lines(
		...verb.usage.map((usage, index) => `${index === 0 ? 'Usage: ' : '       '}mtls ${usage}`),
		'',
		verb.summary,
		'',
		...verb.help.map((line) => `  ${line}`),
	);
}

function sentence(error: unknown): string {
	if (error instanceof UsageError) {
		return error.message;
	}
	if (error instanceof UserError) {
		return error.nextStep === undefined ? error.message : `${error.message} ${error.nextStep}`;
	}
	const message = error instanceof Error ? error.message : String(error);
	return `mtls has a bug here: ${message}`;
}
