import assert from 'node:assert/strict';
import { decodeMessage } from '../../../../src/mtls/handshake/messages';

describe('decodeMessage', () => {
	it('gives a value for every type and every cut of a message', () => {
		const bodies = [Buffer.alloc(0), Buffer.alloc(64), Buffer.alloc(64, 0xff), hello()];
		for (let type = 0; type < 256; type++) {
			for (const body of bodies) {
				for (const isTls13 of [true, false]) {
					assert.notEqual(decodeMessage(type, body, isTls13).name, '');
				}
			}
		}
		for (let length = 0; length < hello().length; length++) {
			const { body } = decodeMessage(1, hello().subarray(0, length), true);
			assert.ok(['ClientHello', 'Malformed'].includes(body.kind));
		}
	});

	it('reads versions, server name and protocols of a ClientHello, and leaves out reserved versions', () => {
		const { body } = decodeMessage(1, hello(), false);
		assert.equal(body.kind, 'ClientHello');
		assert.deepEqual(body.versions, ['TLS 1.3', 'TLS 1.2']);
		assert.equal(body.serverName, 'localhost');
		assert.deepEqual(body.alpn, ['h2', 'http/1.1']);
	});

	it('writes names that are no text without their control characters', () => {
		const { body } = decodeMessage(1, hello('local\u0007host'), false);
		assert.equal(body.kind, 'ClientHello');
		assert.equal(body.serverName, 'local.host');
	});
});

/** A ClientHello by RFC 8446 4.1.2, with a reserved version of RFC 8701 in front. */
function hello(name = 'localhost'): Buffer {
	const extension = (type: number, content: Buffer): Buffer =>
		Buffer.concat([number(type, 2), vector(content, 2)]);
	const serverName = vector(Buffer.concat([number(0, 1), vector(Buffer.from(name), 2)]), 2);
	const protocols = ['h2', 'http/1.1'].map((text) => vector(Buffer.from(text), 1));
	const extensions = [
		extension(0, serverName),
		extension(16, vector(Buffer.concat(protocols), 2)),
		extension(43, vector(Buffer.from('7a7a03040303', 'hex'), 1)),
	];
	return Buffer.concat([
		number(0x0303, 2),
		Buffer.alloc(32, 7),
		vector(Buffer.alloc(0), 1),
		vector(Buffer.from('1301', 'hex'), 2),
		vector(Buffer.from('00', 'hex'), 1),
		vector(Buffer.concat(extensions), 2),
	]);
}

function number(value: number, size: number): Buffer {
	const bytes = Buffer.alloc(size);
	bytes.writeUIntBE(value, 0, size);
	return bytes;
}

function vector(content: Buffer, size: number): Buffer {
	return Buffer.concat([number(content.length, size), content]);
}
