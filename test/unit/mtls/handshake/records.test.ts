import assert from 'node:assert/strict';
import { RecordReader } from '../../../../src/mtls/handshake/records';

describe('RecordReader', () => {
	it('cuts the same records from whole bytes and from single ones', () => {
		const bytes = Buffer.concat([record(22, 'hello'), record(20, '\u0001'), record(23, '')]);
		const whole = new RecordReader().push(bytes);
		assert.deepEqual(texts(whole), [
			[22, 'hello'],
			[20, '\u0001'],
			[23, ''],
		]);
		const reader = new RecordReader();
		const single = [...bytes].flatMap((octet) => reader.push(Uint8Array.of(octet)));
		assert.deepEqual(texts(single), texts(whole));
	});

	it('keeps the first bytes of a peer that speaks something else', () => {
		for (const text of [
			'HTTP/1.1 400 Bad Request\r\n',
			'SSH-2.0-OpenSSH_9.2',
			'\u0016\u0004\u0001\u0000\u0001x',
		]) {
			const reader = new RecordReader();
			assert.deepEqual(reader.push(Buffer.from(text)), []);
			assert.equal(Buffer.from(reader.otherProtocol ?? []).toString(), text);
		}
	});

	it('keeps no more than a few bytes of it, whatever comes', () => {
		const reader = new RecordReader();
		for (let count = 0; count < 100; count++) {
			reader.push(Buffer.alloc(10_000, 'x'));
		}
		assert.equal(reader.otherProtocol?.length, 256);
	});

	it('takes a length beyond what TLS allows for another protocol', () => {
		const reader = new RecordReader();
		reader.push(Buffer.from([22, 3, 3, 0xff, 0xff, 0]));
		assert.ok(reader.otherProtocol);
	});

	it('gives the records before the first bytes that are none', () => {
		const reader = new RecordReader();
		const records = reader.push(Buffer.concat([record(22, 'a'), Buffer.from('garbage')]));
		assert.deepEqual(texts(records), [[22, 'a']]);
		assert.equal(Buffer.from(reader.otherProtocol ?? []).toString(), 'garbage');
	});
});

function record(type: number, payload: string): Buffer {
	return Buffer.concat([Buffer.from([type, 3, 3, 0, payload.length]), Buffer.from(payload)]);
}

function texts(records: ReturnType<RecordReader['push']>): (readonly [number, string])[] {
	return records.map(({ type, payload }) => [type, Buffer.from(payload).toString()]);
}
