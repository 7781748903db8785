import assert from 'node:assert/strict';
import {
	fileNameOf,
	parseClientNames,
	parseServerNames,
	type NameFaultCode,
} from '../../../src/issue/names';

describe('server names', () => {
	it('are told apart as DNS names, addresses, email addresses and URIs', () => {
		check('localhost, 127.0.0.1,::1 , a@example.test, spiffe://orders/billing', [
			'dns:localhost',
			'ip:127.0.0.1',
			'ip:::1',
			'email:a@example.test',
			'uri:spiffe://orders/billing',
		]);
	});

	it('are written as a certificate has them: A-labels, lower case, short IPv6, no final dot', () => {
		check('Bücher.Example, [2001:DB8:0:0:0:0:0:1], API.test., *.Example.test', [
			'dns:xn--bcher-kva.example',
			'ip:2001:db8::1',
			'dns:api.test',
			'dns:*.example.test',
		]);
	});

	it('keep underscores and single labels, as compose services have them', () => {
		check('my_service, db', ['dns:my_service', 'dns:db']);
	});

	it('stand once each, in the order typed', () => {
		check(['b.test', 'a.test, b.test'], ['dns:b.test', 'dns:a.test']);
	});

	it('give the first name to the common name, an address too', () => {
		assert.equal(parseServerNames('127.0.0.1, localhost').commonName, '127.0.0.1');
		assert.equal(parseServerNames('a@b.test, api.test').commonName, 'api.test');
	});

	it('give the first name of at most 64 characters to the common name, or none', () => {
		const long = `${'a'.repeat(60)}.test`;
		const longest = `${'a'.repeat(59)}.test`;
		assert.equal(parseServerNames(`${long}, short.test`).commonName, 'short.test');
		assert.equal(parseServerNames(longest).commonName, longest);
		assert.equal(parseServerNames(long).commonName, undefined);
		assert.deepEqual(parseServerNames(long).faults, []);
	});

	for (const [typed, code, message] of [
		['', 'names-empty', 'Enter at least one name or address.'],
		[' , ', 'names-empty', 'Enter at least one name or address.'],
		['https://a.test/x', 'name-is-url', 'Enter the name only: a.test'],
		['https://user@a.test:8443', 'name-is-url', 'Enter the name only: a.test'],
		['https://[::1]:8443/', 'name-is-url', 'Enter the name only: ::1'],
		['a.test:8443', 'name-is-url', 'Enter the name only: a.test'],
		['[::1]:8443', 'name-is-url', 'Enter the name only: ::1'],
		['a.test/x', 'name-is-url', 'Enter the name only: a.test'],
		['localhost/x', 'name-is-url', 'Enter the name only: localhost'],
		['a/b', 'not-a-dns-name', 'a/b is not a DNS name: the character / is not allowed.'],
		['256.1.1.1', 'not-an-ip-address', '256.1.1.1 is not an IP address.'],
		['1.2.3', 'not-an-ip-address', '1.2.3 is not an IP address.'],
		['10.0.0.0/8', 'not-an-ip-address', '10.0.0.0/8 is not an IP address.'],
		['01.2.3.4', 'not-an-ip-address', '01.2.3.4 is not an IP address.'],
		['fe80::1%eth0', 'not-an-ip-address', 'fe80::1%eth0 is not an IP address.'],
		['1::2::3', 'not-an-ip-address', '1::2::3 is not an IP address.'],
		['my server', 'not-a-dns-name', 'my server is not a DNS name: a space is not allowed.'],
		[
			'-a.test',
			'not-a-dns-name',
			'-a.test is not a DNS name: a label begins and ends with a letter or digit.',
		],
		['a..test', 'not-a-dns-name', 'a..test is not a DNS name: an empty label is not allowed.'],
		['a$b.test', 'not-a-dns-name', 'a$b.test is not a DNS name: the character $ is not allowed.'],
		[
			'*.a.*',
			'wildcard-not-first-label',
			'A wildcard stands for the whole first label only, as in *.example.test.',
		],
		[
			'f*.a.test',
			'wildcard-not-first-label',
			'A wildcard stands for the whole first label only, as in *.example.test.',
		],
		['alice@', 'not-an-email-address', 'alice@ is not an email address.'],
		['al ice@a.test', 'not-an-email-address', 'al ice@a.test is not an email address.'],
		['spiffe:', 'not-a-uri', 'spiffe: is not a URI.'],
		[
			'a@b.test, spiffe://x/y',
			'server-name-missing',
			'A server needs a DNS name or an IP address as well.',
		],
	] as const satisfies readonly (readonly [string, NameFaultCode, string])[]) {
		it(`blocks "${typed}" with its own sentence`, () => {
			const { faults } = parseServerNames(typed);
			assert.deepEqual(
				faults.map((fault) => [fault.code, fault.message]),
				[[code, message]],
			);
		});
	}

	it('block labels over 63 and names over 253 characters', () => {
		assert.equal(parseServerNames(`${'a'.repeat(64)}.test`).faults[0]?.code, 'not-a-dns-name');
		const long = Array<string>(64).fill('abc').join('.');
		assert.equal(parseServerNames(long).faults[0]?.code, 'not-a-dns-name');
	});
});

describe('client names', () => {
	it('leave a bare name in the common name only', () => {
		assert.deepEqual(parseClientNames('billing').clients, [
			{ commonName: 'billing', subjectAltName: [], fileName: 'billing' },
		]);
		assert.deepEqual(parseClientNames('J. R. Smith').clients[0]?.subjectAltName, []);
	});

	it('make emails, URIs, dotted names and addresses a SAN too', () => {
		const { clients, faults } = parseClientNames(
			'alice@example.test, spiffe://orders/billing, api.orders.test, 10.0.0.1',
		);
		assert.deepEqual(faults, []);
		assert.deepEqual(
			clients.map(({ commonName, subjectAltName, fileName }) => [
				commonName,
				...subjectAltName.map(({ type, value }) => `${type}:${value}`),
				fileName,
			]),
			[
				['alice@example.test', 'email:alice@example.test', 'alice'],
				['spiffe://orders/billing', 'uri:spiffe://orders/billing', 'billing'],
				['api.orders.test', 'dns:api.orders.test', 'api.orders.test'],
				['10.0.0.1', 'ip:10.0.0.1', '10.0.0.1'],
			],
		);
	});

	it('get file names of their own, whatever the case', () => {
		const { clients } = parseClientNames('alice@a.test, Alice@b.test, server, alice-2');
		assert.deepEqual(
			clients.map(({ fileName }) => fileName),
			['alice', 'Alice-2', 'server-2', 'alice-2-2'],
		);
	});

	it('block what no certificate should have', () => {
		const codes = (text: string) =>
			parseClientNames(text, { caName: 'orders CA' }).faults.map(({ code }) => code);
		assert.deepEqual(codes(''), ['names-empty']);
		assert.deepEqual(codes('x'.repeat(65)), ['common-name-too-long']);
		assert.deepEqual(codes('é'.repeat(64)), []);
		assert.deepEqual(codes('Orders  ca'), ['same-name-as-ca']);
		assert.deepEqual(codes('bill\u202eing'), ['name-has-control-character']);
		assert.deepEqual(codes('https://a.test'), ['name-is-url']);
		assert.deepEqual(codes('a b@c.test'), ['not-an-email-address']);
	});
});

describe('file names', () => {
	for (const [name, expected] of [
		['../../etc/passwd', 'etc-passwd'],
		['Grüße an alle', 'Grüße-an-alle'],
		['*.example.test', 'wildcard.example.test'],
		['con', 'client-con'],
		['nul.txt', 'client-nul.txt'],
		['spiffe://orders/', 'orders'],
		['@', 'client'],
		['.hidden', 'hidden'],
	] as const) {
		it(`of ${name} is ${expected}`, () => {
			assert.equal(fileNameOf(name), expected);
		});
	}
});

function check(input: string | readonly string[], expected: readonly string[]): void {
	const { subjectAltName, faults } = parseServerNames(input);
	assert.deepEqual(faults, []);
	assert.deepEqual(
		subjectAltName.map(({ type, value }) => `${type}:${value}`),
		expected,
	);
}
