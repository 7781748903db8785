import assert from 'node:assert/strict';
import { validatePath } from '../../../src/path/validate';
import type { Certificate } from '../../../src/x509/certificate';
import { readObjects } from '../../../src/x509/read';
import { testNow } from '../../support/clock';
import { readCorpus, requireCorpus } from '../../support/corpus';

interface VerifyCase {
	readonly id: string;
	readonly cert: string;
	readonly purpose: string;
	readonly trusted: readonly string[];
	readonly untrusted: readonly string[];
	readonly options: readonly string[];
	readonly expected_result: 'SUCCESS' | 'FAILURE';
}

/** What we answer otherwise than OpenSSL's own tests ask for, and why; nothing else may differ. */
const differences: Readonly<Record<string, string>> = {
	'openssl-009': 'refused: OCSP no check is critical, and nothing here acts on it',
	'openssl-065': 'accepted: a second path is valid; OpenSSL stops at the first that is trusted',
	'openssl-154':
		'accepted: the common name is never looked at, so constraints on it are not either',
	'openssl-160': 'accepted: the common name is never looked at',
	'openssl-161': 'accepted: the common name is never looked at',
	'openssl-187': 'accepted: the leaf itself is trusted, so nobody asks who signed it',
};

const purposes = { '': 'any', sslserver: 'server', sslclient: 'client' } as const;

describe("OpenSSL's verification cases", () => {
	before(function () {
		requireCorpus(this);
	});

	it('are answered as expected, but for those listed with a reason', () => {
		const cases = comparableCases();
		assert.ok(cases.length >= 80, `${cases.length} cases`);
		const different = cases.filter(
			(one) => isAccepted(one) !== (one.expected_result === 'SUCCESS'),
		);
		assert.deepEqual(different.map(({ id }) => id).toSorted(), Object.keys(differences));
	});
});

/** Cases without options of OpenSSL's own; trust settings inside of certificates are such options. */
function comparableCases(): VerifyCase[] {
	const cases = JSON.parse(readCorpus('openssl/verify.json').toString()) as VerifyCase[];
	return cases.filter(
		({ cert, trusted, untrusted, purpose, options }) =>
			purpose in purposes &&
			// Here every trusted certificate is an anchor.
			options.every((option) => option === '-partial_chain') &&
			[cert, ...trusted, ...untrusted].every(
				(file) => !readCorpus(`openssl/certs/${file}`).includes('TRUSTED CERTIFICATE'),
			),
	);
}

/** A certificate that cannot be read is refused. */
function isAccepted({ cert, trusted, untrusted, purpose }: VerifyCase): boolean {
	const [leaf] = certificatesOf(cert);
	return (
		leaf !== undefined &&
		validatePath({
			leaf,
			trustAnchors: trusted.flatMap(certificatesOf),
			intermediates: untrusted.flatMap(certificatesOf),
			purpose: purposes[purpose as keyof typeof purposes],
			at: testNow,
		}).valid
	);
}

function certificatesOf(file: string): Certificate[] {
	return readObjects(readCorpus(`openssl/certs/${file}`)).objects.flatMap((object) =>
		object.kind === 'certificate' ? [object.certificate] : [],
	);
}
