import assert from 'node:assert/strict';
import { tlsLibrary } from '../../../src/mtls/library';

describe('tlsLibrary', () => {
	it('names the library that speaks and the runtime that holds it', () => {
		assert.equal(
			tlsLibrary({ node: '20.20.2', openssl: '3.0.19' }),
			'OpenSSL 3.0.19 in Node 20.20.2',
		);
		assert.equal(
			tlsLibrary({ node: '20.18.3', openssl: '0.0.0', electron: '34.5.1' }),
			'BoringSSL in Electron 34.5.1',
		);
		assert.match(tlsLibrary(process.versions), /^OpenSSL 3\.\d+\.\d+ in Node /);
	});
});
