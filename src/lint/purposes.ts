import { purposeNames } from '../path/certificateFaults';
import type { FixSuggestion, Role } from './rule';

/** The extended key usages that a certificate of this role needs. */
export function purposesOf(role: Role): readonly string[] {
	switch (role) {
		case 'server':
		case 'client':
			return [purposeNames[role]];
		case 'peer':
			return [purposeNames.server, purposeNames.client];
		default:
			return [];
	}
}

/** The repair for a purpose that is wrong or missing: exactly those of the role. */
export function reissueWithPurposes(purposes: readonly string[]): FixSuggestion {
	return {
		id: 'reissue-with-extended-key-usage',
		title: `Reissue with extended key usage ${purposes.join(' and ')}`,
		extendedKeyUsage: purposes,
	};
}
