import { minimumKeySize } from '../../path/strength';
import { certificateRule } from '../certificateRule';
import { refusalsByRole } from '../refusals';
import { weakKeySentence } from '../sentences';

/** Below 112 bits of strength. */
export const weakKey = certificateRule({
	id: 'weak-key',
	title: 'Key is too small',
	shortTitle: 'weak key',
	severity: 'warning',
	reference: 'NIST SP 800-57 part 1, table 2',
	yieldsTo: [],
	check: ({ publicKey, spans }, { role }) => {
		const minimum = minimumKeySize(publicKey);
		if (minimum === undefined) {
			return undefined;
		}
		const sizes = {
			algorithm: publicKey.algorithm,
			keySize: (publicKey.keySize ?? 0).toString(),
			minimum: minimum.toString(),
		};
		return {
			message: weakKeySentence(sizes),
			span: spans.subjectPublicKeyInfo,
			refusedBy: refusalsByRole(role, {
				server: 'server-weak-key',
				client: 'client-weak-key',
				ca: 'ca-weak-key',
			}),
		};
	},
});
