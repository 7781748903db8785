import fs from 'node:fs/promises';
import path from 'node:path';
import { inflateRawSync } from 'node:zlib';

// PKWARE APPNOTE 4.3.16, 4.3.12 and 4.3.7; sizes are little endian.
const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
const localHeaderBytes = 30;

/**
 * Unpacks a zip file as `vsce` writes it: one disk, no zip64, stored or deflated.
 *
 * @param {string} file
 * @param {string} folder where to; made when absent
 */
export async function unzip(file, folder) {
	const zip = await fs.readFile(file);
	const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
	if (end < 0 || zip.readUInt32LE(end) !== endOfDirectory) {
		throw new Error(`${file} is not a zip file.`);
	}
	let at = zip.readUInt32LE(end + 16);
	for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
		if (zip.readUInt32LE(at) !== directoryEntry) {
			throw new Error(`${file} has a broken directory.`);
		}
		const method = zip.readUInt16LE(at + 10);
		const packedBytes = zip.readUInt32LE(at + 20);
		const nameBytes = zip.readUInt16LE(at + 28);
		const mode = zip.readUInt32LE(at + 38) >>> 16;
		const header = zip.readUInt32LE(at + 42);
		const name = zip.toString('utf8', at + 46, at + 46 + nameBytes);
		at += 46 + nameBytes + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
		if (name.endsWith('/')) {
			continue;
		}
		const start =
			header + localHeaderBytes + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
		const packed = zip.subarray(start, start + packedBytes);
		const target = path.resolve(folder, name);
		if (!target.startsWith(path.resolve(folder) + path.sep)) {
			throw new Error(`${file} names a file outside of its folder: ${name}`);
		}
		await fs.mkdir(path.dirname(target), { recursive: true });
		await fs.writeFile(target, method === 8 ? inflateRawSync(packed) : packed);
		if (mode & 0o111) {
			await fs.chmod(target, 0o755);
		}
	}
}
