import assert from 'node:assert/strict';
import { ByteCache } from '../../../src/x509/byteCache';

describe('the cache of decoded elements', () => {
	it('remembers what appears twice, wherever it stands', () => {
		const { read, decoded } = countingCache();
		assert.deepEqual([read('abc', 0, 2), read('xab', 1, 3), read('ab', 0, 2)], ['ab', 'ab', 'ab']);
		assert.deepEqual(decoded, ['ab', 'ab']);
	});

	it('never takes one element for another, though all share one slot', () => {
		const { read } = countingCache();
		for (let round = 0; round < 3; round++) {
			for (const text of ['a', 'b', 'ab', 'ba', 'aba', '']) {
				assert.equal(read(text, 0, text.length), text);
				assert.equal(read(text, 0, text.length), text);
			}
		}
	});

	it('keeps no memory of the file an element was found in', () => {
		const { read, decoded } = countingCache();
		const file = Buffer.from('ab');
		read(file, 0, 2);
		read(file, 0, 2);
		file.write('cd');
		assert.equal(read('ab', 0, 2), 'ab');
		assert.equal(decoded.length, 2);
	});

	it('does not remember what is very long', () => {
		const { read, decoded } = countingCache();
		const text = 'a'.repeat(5000);
		for (let round = 0; round < 3; round++) {
			read(text, 0, text.length);
		}
		assert.equal(decoded.length, 3);
	});
});

/** A cache of one slot that decodes to text, and what it had to decode. */
function countingCache(): {
	read: (content: string | Buffer, start: number, end: number) => string;
	decoded: string[];
} {
	const cache = new ByteCache<string>(1);
	const decoded: string[] = [];
	return {
		decoded,
		read: (content, start, end) =>
			cache.read(
				{ bytes: typeof content === 'string' ? Buffer.from(content) : content, start, end },
				(element) => {
					const text = element.bytes.subarray(element.start, element.end).toString();
					decoded.push(text);
					return text;
				},
			),
	};
}
