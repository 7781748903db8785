import assert from 'node:assert/strict';
import { findPolicyViolation } from '../../../src/path/policies';
import { parseCertificate } from '../../../src/x509/certificate';
import { buildCa, buildCertificate, type BuiltCertificate } from '../../support/certificates';
import { implicit, objectIdentifier, sequence } from '../../support/der';
import type { RawExtension } from '../../support/extensions';

const anyPolicy = '2.5.29.32.0';

function policies(...oids: readonly string[]): RawExtension {
	const value = sequence(...oids.map((oid) => sequence(objectIdentifier(oid))));
	return { oid: '2.5.29.32', value };
}

function mapping(issuer: string, subject: string): RawExtension {
	const pair = sequence(objectIdentifier(issuer), objectIdentifier(subject));
	return { oid: '2.5.29.33', critical: true, value: sequence(pair) };
}

/** policyConstraints with requireExplicitPolicy 0, or inhibitPolicyMapping 0. */
function constraints(tag: 0 | 1): RawExtension {
	return { oid: '2.5.29.36', critical: true, value: sequence(implicit(tag, Buffer.from([0]))) };
}

function ca(issuer: BuiltCertificate, ...extraExtensions: RawExtension[]): BuiltCertificate {
	return buildCa({ subject: 'issuing', issuer, extraExtensions });
}

function leaf(issuer: BuiltCertificate, ...extraExtensions: RawExtension[]): BuiltCertificate {
	return buildCertificate({ issuer, extraExtensions });
}

function check(path: readonly BuiltCertificate[], isViolated: boolean): void {
	const violation = findPolicyViolation(path.map(({ der }) => parseCertificate(der)));
	assert.equal(violation !== undefined, isViolated);
}

describe('findPolicyViolation', () => {
	const root = buildCa({ subject: 'root' });

	it('asks for no policy unless a certificate does', () => {
		const issuing = ca(root);
		check([leaf(issuing), issuing, root], false);
	});

	it('asks for a policy that holds all the way where one is required', () => {
		const issuing = ca(root, policies('1.2.3'), constraints(0));
		check([leaf(issuing, policies('1.2.3')), issuing, root], false);
		check([leaf(issuing, policies('1.2.4')), issuing, root], true);
		check([leaf(issuing), issuing, root], true);
	});

	it('takes anyPolicy for all', () => {
		const issuing = ca(root, policies(anyPolicy), constraints(0));
		check([leaf(issuing, policies('1.2.4')), issuing, root], false);
	});

	it('follows mappings where they are allowed', () => {
		const issuing = ca(root, policies('1.2.3'), constraints(0), mapping('1.2.3', '1.2.4'));
		check([leaf(issuing, policies('1.2.4')), issuing, root], false);
		check([leaf(issuing, policies('1.2.3')), issuing, root], true);
		const upper = buildCa({
			subject: 'upper',
			issuer: root,
			extraExtensions: [policies('1.2.3'), constraints(1)],
		});
		const lower = ca(upper, policies('1.2.3'), constraints(0), mapping('1.2.3', '1.2.4'));
		check([leaf(lower, policies('1.2.4')), lower, upper, root], true);
	});

	it('refuses a mapping of anyPolicy', () => {
		const issuing = ca(root, policies('1.2.3'), mapping(anyPolicy, '1.2.4'));
		check([leaf(issuing), issuing, root], true);
	});
});
