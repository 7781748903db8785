import { parseClientNames, parseServerNames } from '../../issue/names';
import type { Issuer } from '../../issue/request';
import type { SetOptions } from '../../issue/set';
import { datedSubject } from '../../issue/subject';
import type { IsSubjectTaken } from '../../issue/subject';
import type { Validity } from '../../issue/validity';
import { dayMs } from '../../util/duration';
import { authorityName } from './draft';
import type { Draft } from './draft';
import type { CreateAction } from './review';

/** What is asked of the engine to carry out a reviewed draft; `issuer` is the CA that is here, if one signs. */
export function setOptionsOf(
	{ draft, plan }: CreateAction,
	issuer: Issuer | undefined,
	now: Date,
	isTaken: IsSubjectTaken,
): SetOptions {
	const { clients } = parseClientNames(draft.clientNames ?? '', { caName: authorityName(draft) });
	return {
		authority:
			issuer === undefined
				? {
						kind: 'new',
						subject: datedSubject(authorityName(draft), now, isTaken),
						keyType: draft.keyType,
						validity: authorityValidity(draft, now),
					}
				: { kind: 'existing', issuer },
		server:
			draft.serverNames === undefined
				? undefined
				: {
						names: parseServerNames(draft.serverNames),
						validity: draft.serverValidity,
						fileName: plan.server,
					},
		clients:
			draft.clientNames === undefined
				? undefined
				: {
						names: clients.map((client, index) => ({
							...client,
							fileName: plan.clients[index] ?? client.fileName,
						})),
						validity: draft.clientValidity,
					},
		keyType: draft.keyType,
		passphrase: draft.passphrase,
		now,
	};
}

/**
 * A leaf cannot be valid before its CA is. When test fixtures with dates in the past are made
 * together with their CA, the CA begins with the earliest of them.
 */
function authorityValidity(draft: Draft, now: Date): Validity | undefined {
	if (draft.authority.kind !== 'new') {
		return undefined;
	}
	const { validity } = draft.authority;
	const starts = [
		...(draft.serverNames === undefined ? [] : [draft.serverValidity]),
		...(draft.clientNames === undefined ? [] : [draft.clientValidity]),
	].flatMap((leaf) => (leaf.kind === 'dates' ? [leaf.notBefore.getTime()] : []));
	const earliest = Math.min(...starts, now.getTime());
	if (validity.kind !== 'days' || earliest === now.getTime()) {
		return validity;
	}
	return {
		kind: 'dates',
		notBefore: new Date(earliest),
		notAfter: new Date(now.getTime() + validity.days * dayMs),
	};
}
