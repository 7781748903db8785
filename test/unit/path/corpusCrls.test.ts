import { readObjects } from '../../../src/x509/read';
import { readCorpus, requireCorpus } from '../../support/corpus';
import { checkRevocation, type CrlCase } from '../../support/crlAnswers';
import { opensslPeer } from '../../support/peers/openssl';
import { requirePeer } from '../../support/peers/peer';

/** Asserts what the CRLs of a corpus file say of a certificate, with OpenSSL's opinion beside it. */
function check(
	files: { readonly leaf: string; readonly anchor: string; readonly crls: string },
	given: Partial<CrlCase> & { readonly at: Date },
	expected: string,
): void {
	const [leaf] = objectsOf(files.leaf);
	const [anchor] = objectsOf(files.anchor);
	checkRevocation(
		{ leaf: leaf!, anchor: anchor!, crls: objectsOf(files.crls), ...given },
		expected,
	);
}

/** DER of the certificates and CRLs of a file. */
function objectsOf(file: string): Uint8Array[] {
	return readObjects(readCorpus(file)).objects.flatMap((object) => {
		switch (object.kind) {
			case 'certificate':
				return [object.certificate.der];
			case 'crl':
				return [object.crl.der];
			default:
				return [];
		}
	});
}

describe('CRLs of other projects', () => {
	before(function () {
		requireCorpus(this);
		requirePeer(this, opensslPeer);
	});

	it('of mosquitto, by an intermediate CA', () => {
		const ssl = (name: string) => `mosquitto/ssl/${name}`;
		const ask = (leaf: string, crl: string, expected: string) =>
			check(
				{ leaf: ssl(leaf), anchor: ssl('test-root-ca.crt'), crls: ssl(crl) },
				{ at: new Date('2026-01-01'), intermediates: objectsOf(ssl('test-signing-ca.crt')) },
				expected,
			);
		ask('client-revoked.crt', 'crl.pem', 'revoked');
		ask('client-revoked.crt', 'crl-empty.pem', 'good');
		ask('client.crt', 'crl.pem', 'good');
		// Its number is on the list of no CA that issued it.
		ask('server.crt', 'crl.pem', 'good');
	});

	it('of etcd, which is valid for a week', () => {
		const ask = (leaf: string, at: string, expected: string) => {
			const fixture = (name: string) => `etcd/fixtures/${name}`;
			const files = { leaf: fixture(leaf), anchor: fixture('ca.crt'), crls: fixture('revoke.crl') };
			check(files, { at: new Date(at) }, expected);
		};
		ask('server-revoked.crt', '2021-03-01', 'revoked');
		ask('server-revoked.crt', '2026-01-01', 'revoked');
		ask('server.crt', '2021-03-01', 'good');
		ask('server.crt', '2021-03-08', 'outdated');
		ask('server.crt', '2021-02-28T10:50:00Z', 'not-yet-valid');
	});

	it('of Node, of version 1', () => {
		const ask = (agent: string, expected: string) => {
			const key = (name: string) => `node/keys/${name}`;
			const files = { leaf: key(agent), anchor: key('ca2-cert.pem'), crls: key('ca2-crl.pem') };
			check(files, { at: new Date('2026-01-01') }, expected);
		};
		ask('agent3-cert.pem', 'good');
		ask('agent4-cert.pem', 'revoked');
	});

	it('of CVE-2026-28388, with a delta that has no number', () => {
		const certificate = (name: string) => `openssl/certs/cve-2026-28388-${name}.pem`;
		const files = {
			leaf: certificate('leaf'),
			anchor: certificate('ca'),
			crls: certificate('crls'),
		};
		const [, delta] = objectsOf(files.crls);
		check(files, { at: new Date('2026-04-01') }, 'good');
		check(files, { at: new Date('2026-05-01') }, 'outdated');
		check(files, { at: new Date('2026-04-01'), crls: [delta!] }, 'delta');
	});
});
