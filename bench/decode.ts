import 'reflect-metadata';
import { createHash, X509Certificate as NodeCertificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { X509Certificate as LibraryCertificate } from '@peculiar/x509';
import { readText } from '../src/x509/read';
import { findProgram, run } from '../test/support/peers/run';
import { compare, loop, type Contender } from './compare';
import { makeLeaves } from './data';
import { table, type Section, type Size } from './report';

/** Decoding certificates in full, PEM in, fingerprint included, beside everybody else here. */
export async function benchDecode(size: Size, goProgram: string | undefined): Promise<Section[]> {
	const sections: Section[] = [];
	for (const [title, certificates] of [
		['leaves', makeLeaves(size.isShort ? 20 : 200).map(({ pem }) => pem)],
		['public roots', rootCertificates],
	] as const) {
		const folder = mkdtempSync(join(tmpdir(), 'mtls-bench-'));
		try {
			const file = join(folder, 'all.pem');
			writeFileSync(file, certificates.join('\n'));
			const contenders = [
				loop('mTLS Workbench', certificates, decodeOurs),
				loop('floor: base64, TLV walk, SHA-256', certificates, decodeFloor),
				loop(`Node ${process.versions.node} X509Certificate, getters`, certificates, decodeNode),
				loop('@peculiar/x509, everything read', certificates, decodeLibrary),
				...goContender(goProgram, file),
			];
			sections.push({
				title: `Decode ${certificates.length} ${title}, PEM to all fields and SHA-256`,
				lines: table(await compare(contenders, size), 'per certificate'),
			});
		} finally {
			rmSync(folder, { recursive: true, force: true });
		}
	}
	return sections;
}

function decodeOurs(pem: string): unknown {
	const { objects } = readText(pem);
	if (objects[0]?.kind !== 'certificate') {
		throw new Error('not read as a certificate');
	}
	return objects[0];
}

/** What any reader in JavaScript has to do at least: nothing is decoded and nothing is checked. */
function decodeFloor(pem: string): unknown {
	const start = pem.indexOf('\n') + 1;
	const der = Buffer.from(pem.slice(start, pem.indexOf('-----END', start)), 'base64');
	return [walk(der, 0, der.length), createHash('sha256').update(der).digest('hex')];
}

function walk(der: Buffer, from: number, to: number): number {
	let count = 0;
	for (let at = from; at < to;) {
		const tag = der[at] ?? 0;
		let length = der[at + 1] ?? 0;
		at += 2;
		if (length > 0x80) {
			const octets = length & 0x7f;
			length = der.readUIntBE(at, octets);
			at += octets;
		}
		count += 1 + ((tag & 0x20) !== 0 ? walk(der, at, at + length) : 0);
		at += length;
	}
	return count;
}

function decodeNode(pem: string): unknown {
	const certificate = new NodeCertificate(pem);
	return [
		certificate.subject,
		certificate.issuer,
		certificate.subjectAltName,
		certificate.infoAccess,
		certificate.validFrom,
		certificate.validTo,
		certificate.serialNumber,
		certificate.fingerprint256,
		certificate.keyUsage,
		certificate.ca,
		certificate.publicKey.asymmetricKeyDetails,
	];
}

function decodeLibrary(pem: string): unknown {
	const certificate = new LibraryCertificate(pem);
	return [
		certificate.subject,
		certificate.issuer,
		certificate.serialNumber,
		certificate.notBefore,
		certificate.notAfter,
		certificate.publicKey.algorithm,
		certificate.signatureAlgorithm,
		certificate.extensions.map(({ type, critical }) => [type, critical]),
		createHash('sha256').update(new Uint8Array(certificate.rawData)).digest('hex'),
	];
}

function goContender(program: string | undefined, file: string): Contender[] {
	if (program === undefined) {
		return [];
	}
	const version =
		/go(\d[\d.]*)/.exec(run(findProgram('go') ?? 'go', ['version']).stdout)?.[1] ?? '';
	return [
		{
			name: `Go ${version} crypto/x509`,
			measure: (budgetMs) => Number(run(program, [file, String(budgetMs)]).stdout) / 1e6,
		},
	];
}
