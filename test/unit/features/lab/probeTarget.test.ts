import assert from 'node:assert/strict';

import { isLoopback, parseTarget } from '../../../../src/features/lab/probeTarget';

describe('typed target of a probe', () => {
	const good: readonly [string, string, number][] = [
		['localhost:8443', 'localhost', 8443],
		[' api.example.test ', 'api.example.test', 443],
		['127.0.0.1:1', '127.0.0.1', 1],
		['[::1]:8443', '::1', 8443],
		['[::1]', '::1', 443],
		['::1', '::1', 443],
		['fe80::1%eth0', 'fe80::1%eth0', 443],
		['https://api.test/health?x=1', 'api.test', 443],
		['https://api.test:9443/', 'api.test', 9443],
	];
	for (const [typed, host, port] of good) {
		it(`is ${host} and ${port} in "${typed}"`, () => {
			assert.deepEqual(parseTarget(typed), { host, port });
		});
	}

	for (const typed of [
		'',
		':8443',
		'a:b',
		'localhost:0',
		'localhost:65536',
		'a b:1',
		'user@host:1',
		'[::1:8443',
	]) {
		it(`is not there in "${typed}"`, () => {
			assert.equal(parseTarget(typed), undefined);
		});
	}

	it('is on this machine for loopback names and addresses only', () => {
		assert.ok(['localhost', 'a.localhost', '::1', '127.0.0.1', '127.8.8.8'].every(isLoopback));
		assert.ok(!['127.example.test', 'localhost.example.test', '10.0.0.1'].some(isLoopback));
	});
});
