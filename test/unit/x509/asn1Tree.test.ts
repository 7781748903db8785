import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, it } from 'mocha';
import {
	findAsn1Path,
	readAsn1,
	readAsn1Children,
	type Asn1Node,
} from '../../../src/x509/asn1Tree';
import { certificateSchema, crlSchema, requestSchema } from '../../../src/x509/asn1Standards';
import { findPemBlocks } from '../../../src/x509/read/pem';
import { buildCa, buildCertificate } from '../../support/certificates';
import { corpusFiles, readCorpus, requireCorpus } from '../../support/corpus';
import { buildCrl } from '../../support/crls';

/** All nodes in the order of their bytes; what strings encapsulate is left out on request. */
function walk(bytes: Uint8Array, isOpening = true): Asn1Node[] {
	const found: Asn1Node[] = [];
	const visit = (nodes: readonly Asn1Node[]): void => {
		for (const node of nodes) {
			found.push(node);
			if (isOpening || !node.isEncapsulating) {
				for (let from: number | undefined = node.inside?.start; from !== undefined;) {
					const children = readAsn1Children(bytes, node, from);
					visit(children.nodes);
					from = children.next;
				}
			}
		}
	};
	visit(readAsn1(bytes).nodes);
	return found;
}

function outline(bytes: Uint8Array, schema: Parameters<typeof readAsn1>[1], deepest = 2): string[] {
	const lines: string[] = [];
	const visit = (nodes: readonly Asn1Node[]): void => {
		for (const node of nodes) {
			lines.push(`${'  '.repeat(node.depth)}${node.name ?? node.tagName} ${node.value}`.trimEnd());
			if (node.depth < deepest) {
				visit(readAsn1Children(bytes, node).nodes);
			}
		}
	};
	visit(readAsn1(bytes, schema).nodes);
	return lines;
}

describe('the tree of any ASN.1', () => {
	const ca = buildCa({ subject: 'orders CA' });
	const leaf = buildCertificate({
		issuer: ca,
		serialNumber: 0x1234n,
		subjectAltName: ['localhost', '127.0.0.1'],
	});

	it('names the fields of a certificate and puts them in words', () => {
		assert.deepEqual(outline(leaf.der, certificateSchema), [
			'Certificate',
			'  tbsCertificate',
			'    version 3',
			'    serialNumber 4660',
			'    signature ecdsa-with-SHA256',
			'    issuer CN=orders CA',
			'    validity 2026-11-19 to 2027-11-20',
			'    subject CN=localhost',
			'    subjectPublicKeyInfo EC P-256',
			'    extensions',
			'  signatureAlgorithm ecdsa-with-SHA256',
			'    algorithm ecdsa-with-SHA256 (1.2.840.10045.4.3.2)',
			'  signatureValue',
			'    SEQUENCE',
		]);
	});

	it('opens what the extensions hold', () => {
		const lines = outline(leaf.der, certificateSchema, 9).map((line) => line.trim());
		for (const line of ['basicConstraints critical', 'dNSName localhost', 'iPAddress 127.0.0.1']) {
			assert.ok(lines.includes(line), `${line} in ${lines.join('\n')}`);
		}
	});

	it('finds the way to bytes', () => {
		const target = walk(leaf.der).find(({ value }) => value.startsWith('2027'))!;
		const path = findAsn1Path(
			leaf.der,
			{ start: target.offset, end: target.end },
			certificateSchema,
		);
		assert.deepEqual(
			path.map((node) => node.name),
			['Certificate', 'tbsCertificate', 'validity', 'notAfter'],
		);
		assert.deepEqual(findAsn1Path(leaf.der, { start: 99_999, end: 100_000 }), []);
	});

	it('reads a long list in pages and finds the way into the last one', () => {
		const revoked = Array.from({ length: 1201 }, (_, index) => ({
			serialNumber: BigInt(index + 1),
		}));
		const { der } = buildCrl({ issuer: ca, revoked });
		const list = findAsn1Path(der, { start: 0, end: der.length }, crlSchema);
		const tbs = readAsn1Children(der, list[0]!).nodes[0]!;
		const entries = readAsn1Children(der, tbs).nodes.find(
			(node) => node.name === 'revokedCertificates',
		)!;
		const first = readAsn1Children(der, entries);
		assert.equal(first.nodes.length, 500);
		const second = readAsn1Children(der, entries, first.next);
		const third = readAsn1Children(der, entries, second.next);
		assert.equal(third.nodes.length, 201);
		assert.equal(third.next, undefined);
		const last = third.nodes.at(-1)!;
		assert.equal(last.value, '04b1');
		const path = findAsn1Path(der, { start: last.offset, end: last.end }, crlSchema);
		assert.equal(path.at(-1)?.offset, last.offset);
	});

	it('finds the way into a list of many without making nodes of all of them', function () {
		this.timeout(5000);
		const entry = Buffer.from('3006020101020102', 'hex');
		const list = Buffer.concat(Array.from({ length: 300_000 }, () => entry));
		const header = Buffer.from('308400000000', 'hex');
		header.writeUInt32BE(list.length, 2);
		const bytes = Buffer.concat([header, list]);
		const target = bytes.length - entry.length;
		const start = performance.now();
		const path = findAsn1Path(bytes, { start: target, end: bytes.length });
		assert.equal(path.at(-1)?.offset, target);
		// 30 ms here; with words for each of 300,000 nodes it took 1.8 s.
		assert.ok(performance.now() - start < 1000);
	});

	it('does not tell the password of a request', () => {
		const oid = Buffer.from('06092a864886f70d010907', 'hex');
		const value = Buffer.from('310c0c0a7365637265742d707764', 'hex');
		const attribute = Buffer.concat([Buffer.of(0x30, oid.length + value.length), oid, value]);
		const info = Buffer.concat([
			Buffer.from('02010030003000', 'hex'),
			Buffer.of(0xa0, attribute.length),
			attribute,
		]);
		const tbs = Buffer.concat([Buffer.of(0x30, info.length), info]);
		const request = Buffer.concat([Buffer.of(0x30, tbs.length), tbs]);
		const lines = outline(request, requestSchema, 9).join('\n');
		assert.match(lines, /challengePassword/);
		assert.match(lines, /\(hidden\)/);
		assert.doesNotMatch(lines, /secret-pwd/);
	});

	it('says what is wrong with bytes that lie', () => {
		const fault = (hex: string): string => readAsn1(Buffer.from(hex, 'hex')).nodes[0]!.value;
		assert.equal(fault('3010020101'), 'says 16 bytes, 3 are here');
		assert.equal(fault('30800201'), 'the end of an indefinite length is missing');
		assert.equal(fault('30'), 'the header is cut off');
		assert.equal(fault('3085'), 'the header is cut off');
		assert.equal(fault('0484ffffffff41'), 'says 4294967295 bytes, 1 is here');
		assert.equal(fault('1fffffffffffffffffff'), 'the header is cut off');
	});

	it('reads indefinite lengths and tags of many octets', () => {
		const nodes = walk(Buffer.from('3080020105308004021234000000005f8148020102', 'hex'));
		assert.deepEqual(
			nodes.map(({ offset, tagName, value, depth }) => [offset, tagName, value, depth]),
			[
				[0, 'SEQUENCE', '', 0],
				[2, 'INTEGER', '5', 1],
				[5, 'SEQUENCE', '', 1],
				[7, 'OCTET STRING', '1234', 2],
				[15, 'APPLICATION 200', '0102', 0],
			],
		);
	});

	it('ends at once with nests of any depth', function () {
		this.timeout(2000);
		const deep = Buffer.alloc(200_000, Buffer.from('3080', 'hex'));
		assert.ok(walk(deep).length < 100);
		const nested = Buffer.alloc(60_000, Buffer.from('0482', 'hex'));
		assert.ok(walk(nested).length < 1000);
	});

	it('never throws and never leaves the input, whatever single octets become', () => {
		const { der } = leaf;
		for (let at = 0; at < der.length; at++) {
			for (const octet of [0x00, 0x30, 0x80, 0xff, der[at]! ^ 0x20]) {
				const bytes = Buffer.from(der);
				bytes[at] = octet;
				for (const node of walk(bytes)) {
					assert.ok(node.end <= bytes.length && node.offset < node.end);
				}
				findAsn1Path(bytes, { start: at, end: at + 1 }, certificateSchema);
			}
		}
	});
});

describe('the tree beside that of openssl asn1parse', () => {
	before(function () {
		requireCorpus(this);
	});

	it('has the same elements at the same places in several hundred files', function () {
		this.timeout(120_000);
		let compared = 0;
		const wrong: string[] = [];
		for (const [path, der] of inputs()) {
			const theirs = asn1parse(der);
			if (theirs === undefined) {
				continue;
			}
			compared++;
			const ours = walk(der, false).map(asPrinted);
			const index = theirs.findIndex((line, at) => line !== ours[at]);
			if (index >= 0 || ours.length !== theirs.length) {
				wrong.push(`${path}: ${theirs[index] ?? 'nothing'} and not ${ours[index] ?? 'nothing'}`);
			}
		}
		assert.deepEqual(wrong.slice(0, 20), []);
		assert.ok(compared > 300, `only ${compared} files`);
	});
});

/** Every file of some folders that is DER, and the first block of those that are PEM. */
function* inputs(): Generator<[path: string, der: Buffer]> {
	for (const folder of ['zlint', 'pkilint', 'pyca-cryptography', 'asn1crypto']) {
		for (const path of corpusFiles(folder).filter((_, index) => index % 2 === 0)) {
			const bytes = readCorpus(path);
			if (bytes[0] === 0x30) {
				yield [path, bytes];
			} else if (bytes.length < 200_000) {
				const der = findPemBlocks(bytes.toString('latin1'))[0]?.der;
				if (der?.[0] === 0x30) {
					yield [path, Buffer.from(der)];
				}
			}
		}
	}
}

/** `4 d1 hl4 l342 cons SEQUENCE`, from what asn1parse prints; undefined where it gives up. */
function asn1parse(der: Buffer): string[] | undefined {
	let text: string;
	try {
		text = execFileSync('openssl', ['asn1parse', '-inform', 'DER'], {
			input: der,
			maxBuffer: 1 << 26,
			stdio: ['pipe', 'pipe', 'ignore'],
		}).toString('latin1');
	} catch {
		return undefined;
	}
	const line =
		/^ *(\d+):d=(\d+) +hl=(\d+) +l= *(\d+|inf) +(cons|prim): (cont|appl|priv|[^:\n]+?)? ?(?:\[ (\d+) \])? *(?:\[HEX DUMP\].*)?(?::|$)/;
	return text
		.split('\n')
		.filter((row) => /^ *\d+:d=/.test(row) && !row.includes('prim: EOC'))
		.map((row) => {
			const [, at, depth, header, length, form, name = '', number] = line.exec(row) ?? [];
			const tag = number === undefined ? name.trim() : `${name} ${number}`;
			return [at, `d${depth}`, `hl${header}`, `l${length}`, form, tag].join(' ');
		});
}

const printedNames: Readonly<Record<string, string>> = {
	'OBJECT IDENTIFIER': 'OBJECT',
	OBJECTDESCRIPTOR: 'OBJECT DESCRIPTOR',
};

function asPrinted(node: Asn1Node): string {
	const upper = node.tagName.toUpperCase();
	const tag =
		node.tagClass === 'universal'
			? (printedNames[upper] ?? upper)
			: `${{ context: 'cont', application: 'appl', private: 'priv' }[node.tagClass]} ${node.tagNumber}`;
	return [
		node.offset,
		`d${node.depth}`,
		`hl${node.headerLength}`,
		`l${node.isIndefinite ? 'inf' : node.length}`,
		node.isConstructed ? 'cons' : 'prim',
		tag,
	].join(' ');
}
