import 'reflect-metadata';
import { X509Certificate as NodeCertificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { X509Certificate as LibraryCertificate } from '@peculiar/x509';
import { parseCertificate } from '../src/x509/certificate';
import { sha256 } from '../src/x509/crypto';
import { readText } from '../src/x509/read';
import { findProgram, run } from '../test/support/peers/run';
import { compare, loop, type Contender } from './compare';
import { makeLeaves } from './data';
import { table, type Section, type Size } from './report';

/**
 * How many certificates are gone through before the first one comes again: more than twice the 2048
 * slots of the reader's caches, so that no subject is found in one as if it had been read before.
 */
const distinct = 5000;

/** Decoding certificates in full, PEM in, fingerprint included, beside everybody else here. */
export async function benchDecode(size: Size, goProgram: string | undefined): Promise<Section[]> {
	const sections: Section[] = [];
	for (const [title, certificates] of [
		['leaves', makeLeaves(size.isShort ? 20 : distinct).map(({ pem }) => pem)],
		['public roots', rename(rootCertificates, size.isShort ? 1 : distinct)],
	] as const) {
		const folder = mkdtempSync(join(tmpdir(), 'mtls-bench-'));
		try {
			const file = join(folder, 'all.pem');
			writeFileSync(file, certificates.join('\n'));
			const contenders = [
				each('mTLS Workbench', certificates, decodeOurs),
				each('floor: base64, TLV walk, SHA-256', certificates, decodeFloor),
				each(`Node ${process.versions.node} X509Certificate, getters`, certificates, decodeNode),
				each('@peculiar/x509, everything read', certificates, decodeLibrary),
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

/** A contender that takes up the certificates where its last turn left them, some at a time. */
function each(
	name: string,
	certificates: readonly string[],
	decode: (pem: string) => unknown,
): Contender {
	let next = 0;
	return loop(name, certificates.slice(0, 100), () =>
		decode(certificates[next++ % certificates.length] ?? ''),
	);
}

/**
 * At least `count` certificates that differ from the given ones in the last two letters of subject and
 * issuer, as if there were so many authorities. Nobody here checks signatures.
 */
function rename(certificates: readonly string[], count: number): string[] {
	const renamed: string[] = [];
	for (let copy = 36; renamed.length < count; copy++) {
		for (const pem of certificates) {
			const der = new NodeCertificate(pem).raw;
			const { issuer, subject } = parseCertificate(der).spans;
			for (const name of [issuer, subject]) {
				der.write(copy.toString(36), (name?.end ?? 2) - 2, 'latin1');
			}
			const base64 = der.toString('base64').replace(/.{64}/g, '$&\n').trimEnd();
			renamed.push(`-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`);
		}
	}
	return renamed;
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
	return [walk(der, 0, der.length), sha256(der)];
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
		sha256(new Uint8Array(certificate.rawData)),
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
