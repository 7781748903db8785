import { constants } from 'node:crypto';
import { createSecureContext, type SecureContextOptions } from 'node:tls';
import { isAsideOfReading } from '../../lint/rules/malformedCertificate';
import { UserError } from '../../util/userError';
import type { Certificate } from '../../x509/certificate';
import type { Crl } from '../../x509/crl';
import { readText } from '../../x509/read';
import { loadIdentity, readCertificates } from '../identity';
import { contextError } from '../contextError';
import type { Identity, Pkcs12Identity } from '../report';
import type { ClientAuthentication } from './record';

/** What a test server serves with; all of it can be replaced while it runs. */
export interface TestServerFiles {
	readonly identity: Identity | Pkcs12Identity;
	/** CA certificates whose clients are let in. */
	readonly clientCaPems: readonly string[];
	readonly crlPems?: readonly string[] | undefined;
	/** Certificates known here, which tell a client that did not send its intermediate from a stranger. */
	readonly known?: readonly Certificate[] | undefined;
	readonly clientAuthentication: ClientAuthentication;
	/** Leaves the decision to the TLS library, as a plain Node server with `rejectUnauthorized` does. */
	readonly isStrict: boolean;
}

/** The same, read and checked. */
export interface LoadedFiles {
	readonly clientCas: readonly Certificate[];
	readonly crls: readonly Crl[];
	readonly known: readonly Certificate[];
	readonly contextOptions: SecureContextOptions;
	readonly clientAuthentication: ClientAuthentication;
	readonly isStrict: boolean;
}

/** Reads and checks the files; throws a `UserError` that names what is wrong before anything is served. */
export function loadFiles(files: TestServerFiles): LoadedFiles {
	const own = keyAndCertificate(files.identity);
	const asksForClients = files.clientAuthentication !== 'none';
	const clientCas = readCertificates(...files.clientCaPems);
	if (asksForClients && clientCas.length === 0) {
		throw new UserError(
			'client-ca-not-found',
			'The client CA file holds no certificate, so no client could be let in.',
			{ nextStep: 'Name the file with the CA certificate that issued the client certificates.' },
		);
	}
	const crlPems = files.crlPems ?? [];
	const contextOptions: SecureContextOptions = {
		...own,
		// An empty list keeps the public roots out: they never vouch for clients here. OpenSSL adds the
		// issuer from this list to a chain that holds the leaf only; what was sent stands on the wire.
		ca: asksForClients ? [...files.clientCaPems] : [],
		...(files.isStrict && crlPems.length > 0 ? { crl: [...crlPems] } : {}),
		// With the session store of `tls.Server` unused, no session and no ticket can be taken up again:
		// a resumed one hides the client's chain and keeps a client accepted whose certificate is gone.
		secureOptions: constants.SSL_OP_NO_TICKET,
	};
	try {
		createSecureContext(contextOptions);
	} catch (error) {
		throw contextError(error, files.identity.label);
	}
	return {
		clientCas,
		crls: crlPems.flatMap(readCrls),
		known: files.known ?? [],
		contextOptions,
		clientAuthentication: files.clientAuthentication,
		isStrict: files.isStrict && files.clientAuthentication === 'require',
	};
}

/** PKCS #12 is opened by the TLS library itself: its key is never at hand here. */
function keyAndCertificate(identity: Identity | Pkcs12Identity): SecureContextOptions {
	if ('pkcs12' in identity) {
		const { pkcs12, passphrase } = identity;
		return { pfx: Buffer.from(pkcs12), ...(passphrase === undefined ? {} : { passphrase }) };
	}
	const { certificateChainPem, privateKeyPem } = loadIdentity(identity);
	return { cert: certificateChainPem, key: privateKeyPem };
}

/** A CRL that cannot be read would let in whom it revokes. */
function readCrls(pem: string): Crl[] {
	const { objects, problems } = readText(pem);
	const problem = problems.find(({ code }) => !isAsideOfReading(code));
	if (problem !== undefined) {
		const message = `A CRL cannot be read. Line ${problem.line}: ${problem.message}`;
		throw new UserError('crl-not-readable', message);
	}
	return objects.flatMap((object) => (object.kind === 'crl' ? [object.crl] : []));
}
