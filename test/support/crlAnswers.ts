import assert from 'node:assert/strict';
import { validatePath } from '../../src/path/validate';
import { parseCertificate } from '../../src/x509/certificate';
import { parseCrl } from '../../src/x509/crl';
import { testNow } from './clock';
import { pem } from './pem';
import { askOpensslAboutCrls, isMeasuredOpenssl } from './peers/opensslCrl';

/** Certificates and CRLs of one question, in DER. */
export interface CrlCase {
	readonly leaf: Uint8Array;
	readonly anchor: Uint8Array;
	readonly intermediates?: readonly Uint8Array[];
	readonly crls: readonly Uint8Array[];
	/** `testNow` if left out. */
	readonly at?: Date;
	/** Why OpenSSL answers otherwise; with the series it was measured with, it has to. */
	readonly differs?: string | undefined;
}

/** Asserts what we say of the leaf's revocation, and that OpenSSL accepts the leaf if and only if we do. */
export function checkRevocation(given: CrlCase, expected: string): void {
	assert.equal(answerOf(given), expected);
	const { isAccepted, output } = askOpensslAboutCrls({
		leaf: pem('CERTIFICATE', given.leaf),
		anchors: pem('CERTIFICATE', given.anchor),
		intermediates: (given.intermediates ?? []).map((der) => pem('CERTIFICATE', der)).join(''),
		crls: given.crls.map((der) => pem('X509 CRL', der)).join(''),
		at: given.at ?? testNow,
	});
	if (given.differs === undefined) {
		assert.equal(isAccepted, expected === 'good', output);
	} else if (isMeasuredOpenssl()) {
		assert.notEqual(isAccepted, expected === 'good', `no difference any more: ${output}`);
	}
}

/** `good`, `revoked`, or the reason why nobody can say; every other fault by its code and subject. */
function answerOf({ leaf, anchor, intermediates = [], crls, at = testNow }: CrlCase): string {
	const certificate = parseCertificate(leaf);
	const { faults } = validatePath({
		leaf: certificate,
		trustAnchors: [parseCertificate(anchor)],
		intermediates: intermediates.map((der) => parseCertificate(der)),
		purpose: 'any',
		at,
		crls: crls.map(parseCrl),
	});
	const answers = faults.map((fault) => {
		const { code, detail } = fault;
		const answer = code === 'revocation-not-checked' ? (detail['reason'] ?? '') : code;
		return fault.certificate === certificate
			? answer
			: `${answer} ${fault.certificate.subject.text}`;
	});
	return answers.length === 0 ? 'good' : answers.join(', ');
}
