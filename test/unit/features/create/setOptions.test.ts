import assert from 'node:assert/strict';

import type { Draft } from '../../../../src/features/create/draft';
import { planFiles } from '../../../../src/features/create/draft';
import { setOptionsOf } from '../../../../src/features/create/setOptions';
import { parseValidity } from '../../../../src/features/create/validity';
import { createSet } from '../../../../src/issue/set';
import { validatePath } from '../../../../src/path/validate';
import { parseCertificate } from '../../../../src/x509/certificate';
import type { Certificate } from '../../../../src/x509/certificate';
import { readText } from '../../../../src/x509/read';
import { testNow } from '../../../support/clock';

describe('a reviewed draft', () => {
	it('makes the files of its plan, which verify', async () => {
		const made = await make({}, '-2');
		assert.deepEqual(
			made.files.map(({ name }) => name),
			[
				'ca.crt',
				'ca.key',
				'server-2.crt',
				'server-2.key',
				'client-2.crt',
				'client-2.key',
				'alice-2.crt',
				'alice-2.key',
			],
		);
		assert.deepEqual(made.names, ['orders CA', 'localhost', 'client', 'alice@example.test']);
		const result = validatePath({
			leaf: certificateOf(made, 'server-2.crt'),
			trustAnchors: [certificateOf(made, 'ca.crt')],
			intermediates: [],
			purpose: 'server',
			hostName: '127.0.0.1',
			at: testNow,
		});
		assert.deepEqual(result.faults, []);
	});

	it('names a second CA of the day by the time as well', async () => {
		const subject = async (isTaken: boolean) =>
			certificateOf(await make({}, '', () => isTaken), 'ca.crt').subject.text;
		assert.equal(await subject(false), 'CN=orders CA,OU=2026-11-20');
		assert.equal(await subject(true), 'CN=orders CA,OU=2026-11-20 12:00:00');
	});

	it('lets a new CA begin with leaves that lie in the past', async () => {
		const past = parseValidity('2026-01-01 to 2026-02-01', testNow);
		assert.ok('validity' in past);
		const made = await make({ serverValidity: past.validity });
		const server = certificateOf(made, 'server.crt');
		assert.equal(server.notBefore.toISOString(), '2026-01-01T00:00:00.000Z');
		assert.equal(server.notAfter.toISOString(), '2026-02-01T23:59:59.000Z');
		const ca = certificateOf(made, 'ca.crt');
		assert.ok(ca.notBefore <= server.notBefore && ca.notAfter > testNow);
	});

	it('encrypts every new key when there is a passphrase', async () => {
		const made = await make({ passphrase: 'secret' });
		for (const { name, content, isSecret } of made.files) {
			assert.equal(content.includes('ENCRYPTED PRIVATE KEY'), isSecret, name);
		}
	});
});

type Made = Awaited<ReturnType<typeof createSet>>;

async function make(
	part: Partial<Draft>,
	suffix = '',
	isTaken: (name: string, unit: string) => boolean = () => false,
): Promise<Made> {
	const draft: Draft = {
		folder: 'certs',
		authority: { kind: 'new', name: 'orders CA', validity: { kind: 'days', days: 3650 } },
		serverNames: 'localhost, 127.0.0.1, ::1',
		clientNames: 'client, alice@example.test',
		serverValidity: { kind: 'days', days: 365 },
		clientValidity: { kind: 'days', days: 365 },
		keyType: 'p256',
		passphrase: undefined,
		gitignoreLines: undefined,
		addsToGitignore: false,
		...part,
	};
	const plan = planFiles(draft, ['client', 'alice'], suffix);
	return createSet(setOptionsOf({ draft, plan, replaces: [] }, undefined, testNow, isTaken));
}

function certificateOf(made: Made, name: string): Certificate {
	const text = made.files.find((file) => file.name === name)?.content ?? '';
	const [object] = readText(text).objects;
	assert.ok(object?.kind === 'certificate', name);
	return parseCertificate(object.certificate.der);
}
