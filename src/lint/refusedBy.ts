import type { Stack, StackRefusal } from './stacks';

/** Names printed before the rest is only counted. */
const namedStacks = 2;

/**
 * The phrase that tells who refuses something: `Refused by Go and Chrome. Go: ...`. Only measured
 * refusals are quoted, a documented one is named beside them at most; undefined if nobody was seen
 * to refuse.
 */
export function refusedByText(refusals: readonly StackRefusal[]): string | undefined {
	const phrases = sides.flatMap(({ side, verb }) => {
		const ofSide = refusals.filter((refusal) => refusal.side === side);
		return phraseOf(verb, ofSide) ?? [];
	});
	return phrases.length === 0 ? undefined : phrases.join('; ').replaceAll('; Refused', '; refused');
}

/** Who judges, in the order in which it is told. */
const sides = [
	{ side: 'client', verb: 'Refused by' },
	{ side: 'server', verb: 'Refused by servers on' },
	{ side: 'loading', verb: 'Refused on loading by' },
] as const;

function phraseOf(verb: string, refusals: readonly StackRefusal[]): string | undefined {
	const first = refusals.find(({ source }) => source === 'measured');
	if (first === undefined) {
		return undefined;
	}
	const rest = refusals.filter((refusal) => refusal !== first);
	const stacks = uniqueStacks([first, ...rest.toSorted(bySource)]);
	const [only, ...others] = stacks;
	const { message, unless } = first;
	const condition = unless === undefined ? '' : ` unless ${unless}`;
	// A single name needs no second mention before its words.
	return others.length === 0 && condition === ''
		? `${verb} ${only ?? first.stack}: ${message}`
		: `${verb} ${listOf(stacks)}${condition}. ${only ?? first.stack}: ${message}`;
}

function bySource(a: StackRefusal, b: StackRefusal): number {
	return Number(a.source === 'documented') - Number(b.source === 'documented');
}

/** A stack that refuses in every version is not named again for its strict ones. */
function uniqueStacks(refusals: readonly StackRefusal[]): string[] {
	const names = new Map<Stack, string>();
	for (const { stack, version } of refusals) {
		const name = version.endsWith(' and later') ? `${stack} ${version}` : stack;
		const known = names.get(stack);
		names.set(stack, known === undefined || name === stack ? name : known);
	}
	return [...names.values()];
}

function listOf(names: readonly string[]): string {
	const [first = '', second = '', third] = names;
	if (third === undefined) {
		return second === '' ? first : `${first} and ${second}`;
	}
	// "and 1 more" would be longer than the name.
	return names.length === namedStacks + 1
		? `${first}, ${second} and ${third}`
		: `${first}, ${second} and ${names.length - namedStacks} more`;
}
