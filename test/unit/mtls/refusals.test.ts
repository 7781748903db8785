import assert from 'node:assert/strict';
import { probe } from '../../../src/mtls/probe';
import type { Identity, ProbeReport } from '../../../src/mtls/report';
import { measuredFaults, refusalElsewhere } from '../../../src/mtls/refusals';
import { buildCa, buildCertificate } from '../../support/certificates';
import { useProcesses } from '../../support/process';
import { useSuiteFolder } from '../../support/suiteFolder';
import { identityOf, lab, parsed, writeLab } from './support/lab';
import { startNginx, startOpensslServer } from './support/servers';

describe('refusalElsewhere', () => {
	const folder = useSuiteFolder();
	const file = (name: string): string => folder.join(name);
	const processes = useProcesses();
	before(() => writeLab(file));

	const now = new Date();
	const sameName = buildCa({ subject: 'orders CA', now });
	const serversOnly = buildCa({
		subject: 'servers only',
		issuer: lab.ca,
		extendedKeyUsage: ['serverAuth'],
		now,
	});
	const byServersOnly = buildCertificate({ role: 'client', issuer: serversOnly, now });
	const bySameName = buildCertificate({ role: 'client', issuer: sameName, now });

	/** Fault code to a client that has just this fault. */
	const clients: Readonly<Record<string, Identity | undefined>> = {
		'no-client-certificate': undefined,
		'issuer-not-found': identityOf(lab.foreign, 'foreign'),
		'issuer-not-trusted': identityOf(lab.foreign, 'foreign with its CA', lab.otherCa),
		'issuer-signature-mismatch': identityOf(bySameName, 'same name'),
		'self-signed-leaf': identityOf(lab.selfSigned, 'self-signed'),
		'missing-intermediate': identityOf(lab.viaIntermediate, 'without intermediate'),
		'wrong-extended-key-usage': identityOf(lab.wrongPurpose, 'for servers'),
		'issuer-extended-key-usage': identityOf(byServersOnly, 'CA for servers', serversOnly),
		expired: identityOf(lab.expired, 'expired'),
		'not-yet-valid': identityOf(lab.future, 'future'),
		'key-usage-missing-digital-signature': identityOf(lab.noDigitalSignature, 'mute'),
	};

	it('says what a real nginx answers', async function () {
		const port = await startNginx(this, processes, file);
		for (const [code, client] of Object.entries(clients)) {
			const { httpStatus } = await visit(port, client);
			assert.equal(httpStatus, 400, code);
			assert.match(refusalElsewhere(code) ?? '', /nginx would answer 400/);
		}
	});

	it('names the alert that a real OpenSSL server sends', async function () {
		const { port } = await startOpensslServer(this, processes, file, '-tls1_3');
		for (const [code, client] of Object.entries(clients)) {
			const { alert } = await visit(port, client);
			assert.match(
				refusalElsewhere(code) ?? '',
				new RegExp(`OpenSSL would send alert ${alert?.number ?? 'none'} ${alert?.name ?? ''}\\.$`),
				code,
			);
		}
	});

	it('has no entry without a client here', () => {
		assert.deepEqual(measuredFaults.toSorted(), Object.keys(clients).toSorted());
	});

	it('says nothing about what nobody measured', () => {
		assert.equal(refusalElsewhere('policy-violation'), undefined);
	});
});

function visit(port: number, identity: Identity | undefined): Promise<ProbeReport> {
	return probe({
		host: 'localhost',
		port,
		trustAnchors: parsed(lab.ca),
		identity,
		timeoutMs: 5000,
		now: () => new Date(),
	});
}
