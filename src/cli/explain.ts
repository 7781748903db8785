import { explain as explainText } from '../mtls/explain';
import type { Caller } from './caller';
import { UsageError, type Verb } from './verb';

/** Errors are short; more than this is a log, of which the beginning is enough. */
const longestInput = 1_000_000;

/** `mtls explain`: what a TLS error means. */
export const explain: Verb = {
	usage: ['explain [TEXT] [--json]'],
	summary: 'Say what a TLS error means and what to do about it.',
	help: [
		'TEXT      the error, as any TLS program printed it; standard input if it is left out',
		'--json    print the explanation as JSON',
	],
	options: {},
	async run({ arguments: words, output, caller }) {
		const text = words.length > 0 ? words.join(' ') : await readInput(caller);
		if (text.trim() === '') {
			throw new UsageError('Give the error as text or on standard input: mtls explain TEXT');
		}
		const explanation = explainText(text);
		if (explanation === undefined) {
			const sentence =
				'This wording is not known here. Probe the server to see what happens: mtls probe HOST:PORT';
			if (output.isJson) {
				output.json({
					cause: null,
					verdictOf: null,
					certificateAtFault: null,
					explanation: sentence,
					nextSteps: ['Probe the server: mtls probe HOST:PORT'],
					matched: null,
					source: null,
				});
			} else {
				output.lines(sentence);
			}
			return 1;
		}
		if (output.isJson) {
			const { cause, verdictOf, certificateAtFault, nextSteps, matched, source } = explanation;
			output.json({
				cause,
				verdictOf,
				certificateAtFault,
				explanation: explanation.explanation,
				nextSteps,
				matched,
				source,
			});
		} else {
			output.lines(
				explanation.explanation,
				...explanation.nextSteps.map((step) => `- ${step}`),
				`(${explanation.cause}; known as "${explanation.matched}", ${explanation.source})`,
			);
		}
		return 0;
	},
};

async function readInput({ stdin }: Caller): Promise<string> {
	let text = '';
	for await (const chunk of stdin.setEncoding('utf8')) {
		text += String(chunk);
		if (text.length > longestInput) {
			break;
		}
	}
	return text;
}
