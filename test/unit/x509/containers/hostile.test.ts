import { strictEqual } from 'node:assert/strict';
import { readObjects } from '../../../../src/x509/read';
import { corpusFiles, readCorpus, requireCorpus } from '../../../support/corpus';

/** Nobody waits longer for a small file; ten times what a slow machine needs. */
const longestMs = 1000;

/** Counts the time of the processor, not of a machine that is busy with other things. */
function readInTime(bytes: Uint8Array, passphrase: string): ReturnType<typeof readObjects> {
	const before = process.cpuUsage();
	const result = readObjects(bytes, { passphrase });
	const { user, system } = process.cpuUsage(before);
	strictEqual((user + system) / 1000 < longestMs, true, 'in time');
	return result;
}

describe('hostile containers', function () {
	this.timeout(120_000);

	function check(bytes: Uint8Array, passphrase = 'x'): ReturnType<typeof readObjects> {
		const result = readInTime(bytes, passphrase);
		for (const { start, end } of result.objects) {
			strictEqual(start >= 0 && start <= end && end <= bytes.length, true, `${start} ${end}`);
		}
		return result;
	}

	it('nests values without end and gives up', () => {
		const open = Buffer.from('3080', 'hex');
		const head = Buffer.from('308006092a864886f70d010702a0803080020101', 'hex');
		const deep = Buffer.concat([head, Buffer.concat(Array<Buffer>(200_000).fill(open))]);
		strictEqual(check(deep).problems.length > 0, true);
	});

	it('asks for billions of iterations and is told that this is not tried', function () {
		requireCorpus(this);
		const bytes = Buffer.from(readCorpus('pyca-cryptography/pkcs12/cert-aes256cbc-no-key.p12'));
		// INTEGER 20000 (4E20) becomes INTEGER 32767 and so on; a count of four octets needs new lengths,
		// so the MAC's count is raised by its own octets only.
		const at = bytes.lastIndexOf(Buffer.from('0202', 'hex'));
		bytes.set([0x7f, 0xff], at + 2);
		check(bytes, 'cryptography');
		const pbmac = Buffer.from(
			readCorpus('openssl/80-test_pkcs12_data/pbmac1_256_256.very-big-len.p12'),
		);
		const { objects } = check(pbmac, '1234');
		const [container] = objects;
		strictEqual(container?.kind, 'pkcs12');
		strictEqual(container.pkcs12.obstacles[0]?.code, 'unsupported-encryption');
	});

	it('is cut off or changed anywhere and neither throws nor hangs', function () {
		requireCorpus(this);
		const files = corpusFiles().filter((path) => /\.(?:p12|pfx|p7s)$|ocsp_response/.test(path));
		// A generator with a fixed seed, so that a failure can be repeated.
		let seed = 42;
		const random = (limit: number): number => {
			seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
			return seed % limit;
		};
		for (const path of files) {
			const original = readCorpus(path);
			for (let round = 0; round < 12; round++) {
				check(original.subarray(0, random(original.length)));
				const changed = Buffer.from(original);
				for (let count = 0; count < 4; count++) {
					changed[random(changed.length)] = random(256);
				}
				check(changed);
			}
		}
	});
});
