import type { Role } from './rule';
import { byClients } from './refusals/byClients';
import { byServers } from './refusals/byServers';
import { onLoading } from './refusals/onLoading';
import type { StackRefusal } from './stacks';

const refusals = { ...byClients, ...byServers, ...onLoading };

/** Every situation that the table knows, for the test that measures it again. */
export const everySituation = Object.keys(refusals) as readonly Situation[];

/** Everything that some stack refuses; who is not in a list was seen to accept, or was not run. */
export type Situation = keyof typeof refusals;

/** The stacks that refuse a situation, the one whose words say most first. */
export function refusalsOf(situation: Situation): readonly StackRefusal[] {
	return refusals[situation];
}

/** The stacks that refuse a certificate in its role; a peer is judged by both sides. */
export function refusalsByRole(
	role: Role,
	situations: Readonly<Partial<Record<'server' | 'client' | 'ca', Situation>>>,
): readonly StackRefusal[] {
	const roles =
		role === 'peer' ? (['server', 'client'] as const) : role === 'unknown' ? [] : [role];
	return roles.flatMap((each) => {
		const situation = situations[each];
		return situation === undefined ? [] : refusals[situation];
	});
}
