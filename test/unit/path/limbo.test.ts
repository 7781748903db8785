import assert from 'node:assert/strict';
import type { Certificate } from '../../../src/x509/certificate';
import { validatePath } from '../../../src/path/validate';
import { readText } from '../../../src/x509/read';
import { testNow } from '../../support/clock';
import { readCorpus, requireCorpus } from '../../support/corpus';

interface Testcase {
	readonly id: string;
	readonly validation_kind: 'SERVER' | 'CLIENT';
	readonly trusted_certs: readonly string[];
	readonly untrusted_intermediates: readonly string[];
	readonly peer_certificate: string;
	readonly validation_time: string | null;
	readonly expected_result: 'SUCCESS' | 'FAILURE';
	readonly expected_peer_name: { readonly value: string } | null;
	readonly max_chain_depth: number | null;
	readonly crls: readonly string[];
}

type Tier = 'must' | 'split' | 'nobody' | 'unranked';

/** What we answer otherwise than expected, and why; nothing else may differ. */
const differences: Readonly<Record<string, string>> = {
	'rfc5280::ca-as-leaf':
		'must be accepted, but its key usage is keyCertSign alone, and RFC 8446 4.4.2.2 asks for digitalSignature: OpenSSL, Node, Java, BoringSSL and Chrome refuse it in a handshake (measured)',
	'rfc5280::aki::leaf-missing-aki':
		'a rule warns of it (missing-authority-key-identifier); only strict verifiers refuse it',
	'rfc5280::nc::permitted-dns-match-noncritical': 'constraints count, critical or not',
	'rfc5280::nc::not-allowed-in-ee-noncritical': 'constrains nothing below a leaf',
	'rfc5280::nc::not-allowed-in-ee-critical': 'constrains nothing below a leaf',
	'rfc5280::san::underscore-dns': 'compose services have underscores, and stacks accept them',
	'rfc5280::serial::zero': 'a serial number says nothing about trust',
	'rfc5280::serial::negative': 'a serial number says nothing about trust',
	'webpki::aki::root-with-aki-authoritycertissuer': 'a rule of the web PKI only',
	'webpki::aki::root-with-aki-authoritycertserialnumber': 'a rule of the web PKI only',
	'webpki::aki::root-with-aki-ski-mismatch': 'a rule of the web PKI only',
	'webpki::cn::punycode-not-in-san': 'the common name is never looked at',
	'webpki::cn::utf8-vs-punycode-mismatch': 'the common name is never looked at',
	'webpki::cn::case-mismatch': 'the common name is never looked at',
	'webpki::eku::ee-anyeku':
		'it names serverAuth as well; that nothing stand beside it is a rule of the web PKI',
	'webpki::eku::root-has-eku': 'a rule of the web PKI only',
	'webpki::san::public-suffix-multi-label-wildcard-san': 'needs the list of public suffixes',
	'webpki::san::public-suffix-private-namespace-wildcard-san': 'needs the list of public suffixes',
	'webpki::san::san-critical-with-nonempty-subject': 'RFC 5280 says SHOULD',
	'webpki::forbidden-dsa-leaf': 'TLS itself refuses DSA keys, not the path',
	'webpki::forbidden-rsa-not-divisible-by-8-in-root': 'a rule of the web PKI only',
	'webpki::ee-basicconstraints-ca': 'a rule warns of it (leaf-is-ca); RFC 5280 allows it',
};

describe('x509-limbo', function () {
	this.timeout(60_000);
	let tiers: Readonly<Record<string, { readonly tier: Tier }>> = {};

	before(function () {
		requireCorpus(this);
		const results = JSON.parse(readCorpus('x509-limbo/peer-results.json').toString()) as {
			results: typeof tiers;
		};
		tiers = results.results;
	});

	it('core cases are answered as expected, but for those listed with a reason', () => {
		const different = answersOf('limbo.json').filter(({ isExpected }) => !isExpected);
		assert.deepEqual(different.map(({ id }) => id).toSorted(), Object.keys(differences).toSorted());
	});

	for (const file of ['limbo.json', 'bettertls.json']) {
		it(`${file} has no case of tier must that is wrongly accepted`, () => {
			const must = answersOf(file).filter(({ id }) => tiers[id]?.tier === 'must');
			assert.ok(must.length > 60, 'the tiers are there');
			const wrong = must.filter(({ isExpected, isValid }) => !isExpected && isValid);
			assert.deepEqual(wrong, []);
		});
	}

	it('BetterTLS cases are all answered as expected', () => {
		const different = answersOf('bettertls.json').filter(({ isExpected }) => !isExpected);
		assert.deepEqual(different, []);
	});
});

interface Answer {
	readonly id: string;
	readonly isValid: boolean;
	readonly isExpected: boolean;
}

const answers = new Map<string, readonly Answer[]>();

function answersOf(file: string): readonly Answer[] {
	const known = answers.get(file) ?? answerAll(file);
	answers.set(file, known);
	return known;
}

function answerAll(file: string): Answer[] {
	const { testcases } = JSON.parse(readCorpus(`x509-limbo/${file}`).toString()) as {
		testcases: readonly Testcase[];
	};
	return testcases.map((testcase) => {
		const isValid = isAccepted(testcase);
		return {
			id: testcase.id,
			isValid,
			isExpected: isValid === (testcase.expected_result === 'SUCCESS'),
		};
	});
}

/** A certificate that cannot be read is refused, as every peer does. */
function isAccepted(testcase: Testcase): boolean {
	const [leaf] = certificatesIn(testcase.peer_certificate);
	if (leaf === undefined) {
		return false;
	}
	const { validation_time: time, max_chain_depth: depth } = testcase;
	return validatePath({
		leaf,
		trustAnchors: testcase.trusted_certs.flatMap(certificatesIn),
		intermediates: testcase.untrusted_intermediates.flatMap(certificatesIn),
		purpose: testcase.validation_kind === 'SERVER' ? 'server' : 'client',
		hostName: testcase.expected_peer_name?.value,
		at: time === null ? testNow : new Date(time),
		crls: testcase.crls.flatMap((pem) =>
			readText(pem).objects.flatMap((object) => (object.kind === 'crl' ? [object.crl] : [])),
		),
		maximumIntermediates: depth ?? undefined,
	}).valid;
}

function certificatesIn(pem: string): Certificate[] {
	return readText(pem).objects.flatMap((object) =>
		object.kind === 'certificate' ? [object.certificate] : [],
	);
}
