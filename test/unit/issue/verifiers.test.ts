import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRoot, issueCertificate } from '../../../src/issue/certificates';
import { encodePrivateKey, keyTypes } from '../../../src/issue/keys';
import { defaultServerNames, parseServerNames } from '../../../src/issue/names';
import type { Issuer, KeyType, ProfileName } from '../../../src/issue/request';
import { commonNameSubject } from '../../../src/issue/subject';
import { someKeyPairs } from '../../support/keyPairs';
import { verifiers } from '../../support/peers';
import { requirePeer } from '../../support/peers/peer';
import type { VerifyRequest } from '../../support/peers/verify';

/** Leaf key types that BoringSSL offers no signature algorithm for, so it answers alert 40; measured with android-boringssl 13. */
const refusedByBoringssl: readonly KeyType[] = ['ed25519', 'p521'];

describe('what is issued', function () {
	this.timeout(120_000);
	const folder = mkdtempSync(join(tmpdir(), 'mtls-verifiers-'));
	const now = new Date();
	let cases: Case[] = [];
	let faulty: VerifyRequest[] = [];

	before(async () => {
		cases = (await Promise.all(keyTypes.map((type) => issueAll(folder, type, now)))).flat();
		faulty = wrongUses(cases);
	});

	after(() => rmSync(folder, { recursive: true, force: true }));

	for (const { peer, verify } of verifiers) {
		it(`is accepted by ${peer.name} without a warning, for every key type and profile`, async function () {
			requirePeer(this, peer);
			const verdicts = await verify(cases.map(({ request }) => request));
			const wrong = cases.flatMap(({ label, keyType }, index) => {
				const isRefused = peer.name === 'BoringSSL' && refusedByBoringssl.includes(keyType);
				const verdict = verdicts[index]!;
				return verdict.accepted === !isRefused ? [] : [`${label}: ${verdict.output}`];
			});
			assert.deepEqual(wrong, []);
		});

		it(`is refused by ${peer.name} for the other purpose and below another CA`, async function () {
			requirePeer(this, peer);
			const verdicts = await verify(faulty);
			assert.deepEqual(
				verdicts.filter(({ accepted }) => accepted),
				[],
			);
		});
	}
});

interface Case {
	readonly label: string;
	readonly keyType: KeyType;
	readonly request: VerifyRequest;
}

/** A root with server, client and peer below it, and the same three below an intermediate. */
async function issueAll(folder: string, keyType: KeyType, now: Date): Promise<Case[]> {
	const path = (name: string) => join(folder, `${keyType}-${name}`);
	// One pair for all leaves: RSA 4096 takes seconds each, and no verifier compares keys of leaves.
	const [rootKeys, intermediateKeys, leafKeys] = await someKeyPairs(keyType, 3);
	assert.ok(rootKeys && intermediateKeys && leafKeys);
	const root = await createRoot({ subject: commonNameSubject('root'), keyPair: rootKeys, now });
	writeFileSync(path('root.crt'), root.pem);
	const rootIssuer: Issuer = { certificate: root.der, keyPair: rootKeys };

	const issue = async (name: string, profile: Exclude<ProfileName, 'root'>, issuer: Issuer) => {
		const keyPair = profile === 'intermediate' ? intermediateKeys : leafKeys;
		const { subjectAltName } = parseServerNames(defaultServerNames);
		const issued = await issueCertificate({
			profile,
			subject: commonNameSubject(profile === 'client' ? 'client' : name),
			subjectAltName: profile === 'server' || profile === 'peer' ? subjectAltName : [],
			spki: keyPair.spki,
			issuer,
			now,
		});
		const leaf = path(`${name}.crt`);
		const key = path(`${name}.key`);
		writeFileSync(leaf, issued.pem);
		writeFileSync(key, await encodePrivateKey(keyPair), { mode: 0o600 });
		return { leaf, key, issuer: { certificate: issued.der, keyPair } };
	};

	const intermediate = await issue('intermediate', 'intermediate', rootIssuer);
	const cases: Case[] = [];
	for (const [below, issuer, chain] of [
		['root', rootIssuer, undefined],
		['intermediate', intermediate.issuer, intermediate.leaf],
	] as const) {
		const files = async (profile: 'server' | 'client' | 'peer') => {
			const { leaf, key } = await issue(`${profile}-below-${below}`, profile, issuer);
			return { ca: path('root.crt'), leaf, key, chain };
		};
		const [server, client, peer] = [
			await files('server'),
			await files('client'),
			await files('peer'),
		];
		const add = (label: string, request: VerifyRequest) =>
			cases.push({ label: `${keyType} ${label} below ${below}`, keyType, request });
		add('server', { ...server, purpose: 'server', hostName: 'localhost' });
		add('server by address', { ...server, purpose: 'server', hostName: '127.0.0.1' });
		add('client', { ...client, purpose: 'client', server });
		add('peer as server', { ...peer, purpose: 'server', hostName: '::1' });
		add('peer as client', { ...peer, purpose: 'client', server });
	}
	return cases;
}

/** Requests that must be refused, or the test above would prove nothing. */
function wrongUses(cases: readonly Case[]): VerifyRequest[] {
	const find = (label: string) => cases.find((item) => item.label === label)!.request;
	const server = find('p256 server below root');
	const client = find('p256 client below root');
	const otherCa = find('rsa2048 server below root').ca;
	return [
		{ ...client, purpose: 'server', server: undefined },
		{ ...server, purpose: 'client', hostName: undefined, server },
		{ ...server, ca: otherCa },
	];
}
