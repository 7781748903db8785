import assert from 'node:assert/strict';
import {
	createComparisonBudget,
	findNameViolation,
	type NameViolation,
} from '../../../src/path/nameConstraints';
import { parseCertificate } from '../../../src/x509/certificate';
import { buildCa, buildCertificate, type CertificateOptions } from '../../support/certificates';
import { explicit, objectIdentifier, string } from '../../support/der';
import type { GeneralNameInput } from '../../support/extensions';

function otherName(oid: string, text: string): GeneralNameInput {
	return { der: explicit(0, objectIdentifier(oid), explicit(0, string(text))) };
}

interface Constraints {
	readonly permitted?: readonly GeneralNameInput[];
	readonly excluded?: readonly GeneralNameInput[];
}

function check(
	nameConstraints: Constraints,
	names: readonly GeneralNameInput[] | CertificateOptions,
	expected: NameViolation['reason'] | undefined,
): void {
	const constraints = parseCertificate(buildCa({ nameConstraints }).der).nameConstraints;
	assert.ok(constraints);
	const options = 'length' in names ? { subject: [], subjectAltName: names } : names;
	const certificate = parseCertificate(buildCertificate(options).der);
	const violation = findNameViolation(constraints, certificate, createComparisonBudget());
	assert.equal(violation?.reason, expected);
}

describe('findNameViolation', () => {
	it('permits a domain and all below it', () => {
		const permitted = [{ dns: 'example.test' }];
		check({ permitted }, ['example.test', 'a.b.example.test', '*.example.test'], undefined);
		check({ permitted }, ['myexample.test'], 'not-permitted');
		check({ permitted }, ['example.test', 'other.test'], 'not-permitted');
	});

	it('excludes a domain and all below it', () => {
		const excluded = [{ dns: 'bad.test' }];
		check({ excluded }, ['good.test'], undefined);
		check({ excluded }, ['a.BAD.test'], 'excluded');
	});

	it('excludes a wildcard that also stands for an excluded name (CVE-2025-61727)', () => {
		check({ excluded: [{ dns: 'a.example.test' }] }, ['*.example.test'], 'excluded');
		check({ excluded: [{ dns: 'a.b.example.test' }] }, ['*.example.test'], undefined);
		check({ permitted: [{ dns: 'a.example.test' }] }, ['*.example.test'], 'not-permitted');
	});

	it('leaves names of other forms alone', () => {
		check({ permitted: [{ dns: 'example.test' }] }, ['127.0.0.1'], undefined);
	});

	it('compares addresses by prefix, each family for itself', () => {
		const permitted = [{ ip: '10.0.0.0/255.0.0.0' }];
		check({ permitted }, ['10.1.2.3'], undefined);
		check({ permitted }, ['11.1.2.3'], 'not-permitted');
		check({ permitted }, [{ ip: '::1' }], 'not-permitted');
		check({ excluded: permitted }, ['10.1.2.3'], 'excluded');
	});

	it('refuses an address of a wrong length and a mask with holes', () => {
		const permitted = [{ ip: '10.0.0.0/255.0.0.0' }];
		check({ permitted }, [{ ip: Buffer.alloc(8) }], 'not-comparable');
		check({ permitted: [{ ip: '10.0.0.0/255.0.255.0' }] }, ['10.0.0.1'], 'not-comparable');
	});

	it('compares mailboxes: one, a host, or the hosts below a domain', () => {
		check({ permitted: [{ email: 'ops@example.test' }] }, ['ops@EXAMPLE.test'], undefined);
		check({ permitted: [{ email: 'ops@example.test' }] }, ['Ops@example.test'], 'not-permitted');
		check({ permitted: [{ email: 'example.test' }] }, ['a@example.test'], undefined);
		check({ permitted: [{ email: 'example.test' }] }, ['a@b.example.test'], 'not-permitted');
		check({ permitted: [{ email: '.example.test' }] }, ['a@b.example.test'], undefined);
		check({ permitted: [{ email: 'example.test' }] }, [{ email: 'nobody' }], 'not-comparable');
	});

	it('applies mail constraints to the subject too, with SAN or without', () => {
		const permitted = [{ email: 'example.test' }];
		const subject = [['emailAddress', 'a@other.test'] as const];
		check({ permitted }, { subject, subjectAltName: null }, 'not-permitted');
		check({ permitted }, { subject, subjectAltName: ['a@example.test'] }, 'not-permitted');
	});

	it('compares the hosts of URIs, and refuses those without one', () => {
		const permitted = [{ uri: 'orders' }];
		check({ permitted }, ['spiffe://orders/api'], undefined);
		check({ permitted }, ['spiffe://billing/api'], 'not-permitted');
		check({ permitted }, [{ uri: 'urn:uuid:1' }], 'not-comparable');
		check({ permitted }, ['https://10.0.0.1/'], 'not-comparable');
	});

	it('compares directory names from the top', () => {
		const permitted = [{ dirName: [['O', 'Orders']] as const }];
		const subject = (organization: string): CertificateOptions => ({
			subject: [
				['O', organization],
				['CN', 'api'],
			],
			subjectAltName: null,
		});
		check({ permitted }, subject('ORDERS'), undefined);
		check({ permitted }, subject('Orders2'), 'not-permitted');
		check({ excluded: permitted }, subject('orders'), 'excluded');
	});

	it('refuses forms of names that it cannot compare', () => {
		const permitted = [{ registeredId: '1.2.3' }];
		check({ permitted }, [{ registeredId: '1.2.3' }], 'not-comparable');
		check({ permitted }, ['a.test'], undefined);
		check({ excluded: permitted }, [{ registeredId: '1.2.3' }], 'not-comparable');
	});

	it('leaves such forms alone where nothing constrains them', () => {
		const userPrincipalName = otherName('1.3.6.1.4.1.311.20.2.3', 'a@other.test');
		for (const constraint of [{ dns: 'a.test' }, { email: 'a.test' }]) {
			for (const name of [{ registeredId: '1.2.3' }, userPrincipalName]) {
				check({ permitted: [constraint] }, [name], undefined);
				check({ excluded: [constraint] }, [name], undefined);
			}
		}
		check({ permitted: [otherName('1.2.3', 'a')] }, [userPrincipalName], 'not-comparable');
	});

	it('holds mailboxes in UTF-8 to the constraints on mail (RFC 9598 6)', () => {
		const mailbox = otherName('1.3.6.1.5.5.7.8.9', 'ö@example.test');
		check({ permitted: [{ email: 'example.test' }] }, [mailbox], 'not-comparable');
		check({ permitted: [{ dns: 'example.test' }] }, [mailbox], undefined);
	});

	it('gives up where names and subtrees are an attack', () => {
		const many = Array.from({ length: 1100 }, (_, index) => ({ dns: `n${index}.test` }));
		check({ permitted: many }, many, 'too-many');
	});
});
