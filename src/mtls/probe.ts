import { isIP } from 'node:net';
import { createSecureContext, type ConnectionOptions, type SecureContextOptions } from 'node:tls';
import { encodePem } from '../issue/pem';
import type { Certificate } from '../x509/certificate';
import { contextError } from './contextError';
import { loadIdentity } from './identity';
import { judgeChain } from './judge';
import { readPeerChain, readPeerName } from './peerCertificates';
import { timeline } from './handshake/timeline';
import { tlsLibrary } from './library';
import { connectTo } from './probe/connect';
import { exchange, type Exchange } from './probe/exchange';
import { checkClient, decideOutcome, type Outcome } from './probe/outcome';
import type { Identity, Pkcs12Identity, ProbeCause, ProbeReport } from './report';

/** Where to, as whom, and trusting whom. */
export interface ProbeOptions {
	/** Name or address, IPv6 without brackets. */
	readonly host: string;
	readonly port: number;
	/** The name to send and to check where it differs from `host`. */
	readonly serverName?: string | undefined;
	/** CA certificates that may vouch for the server; without any, none is trusted. */
	readonly trustAnchors: readonly Certificate[];
	/** Certificates known here, which tell a server that left out its intermediate from a stranger. */
	readonly known?: readonly Certificate[] | undefined;
	readonly identity?: Identity | Pkcs12Identity | undefined;
	readonly timeoutMs: number;
	readonly now: () => Date;
	readonly signal?: AbortSignal | undefined;
}

/**
 * Connects to a server once and reports what it is and whether it lets this client in. Never
 * resumes a session. Rejects only with a `UserError` about the identity, before anything is sent.
 */
export async function probe(options: ProbeOptions): Promise<ProbeReport> {
	const { host, port, timeoutMs, now, signal } = options;
	const serverName = options.serverName ?? host;
	const startedAt = now();
	const context = contextFor(options);
	const startedMs = performance.now();
	const elapsedMs = () => performance.now() - startedMs;
	const deadline = AbortSignal.timeout(timeoutMs);
	const end = signal === undefined ? deadline : AbortSignal.any([deadline, signal]);
	const endCause = () =>
		signal?.aborted === true ? 'cancelled' : deadline.aborted ? 'timeout' : undefined;
	const base = {
		host,
		port,
		serverName,
		startedAt,
		timeoutMs,
		clientLabel: options.identity?.label,
		library: tlsLibrary(process.versions),
	};

	const connected = await connectTo(host, port, end);
	if ('error' in connected) {
		return {
			...base,
			...unreached,
			cause: endCause() ?? connectCause(connected.error.code),
			durationMs: elapsedMs(),
			error: connected.error.code === 'ABORT_ERR' ? undefined : connected.error,
		};
	}
	const ended = await exchange(connected.socket, {
		tls: {
			...context.tls,
			// RFC 6066 3: an address is no server name.
			...(isIP(serverName) === 0 ? { servername: serverName } : {}),
			ALPNProtocols: ['http/1.1'],
			// The chain is wanted also from a server that is not trusted; the verdict is ours.
			rejectUnauthorized: false,
			checkServerIdentity: () => undefined,
		},
		hostHeader: isIP(host) === 6 ? `[${host}]:${port}` : `${host}:${port}`,
		elapsedMs,
		signal: end,
	});
	const at = now();
	const serverVerdict = judgeChain(ended.serverChain, {
		purpose: 'server',
		trustAnchors: options.trustAnchors,
		known: options.known ?? [],
		crls: [],
		hostName: serverName,
		at,
	});
	const clientChain = readPeerChain(ended.facts.clientChain ?? []);
	const authorities = ended.facts.certificateRequest?.authorities ?? [];
	const ownFaults = checkClient(clientChain, authorities, options.trustAnchors, at);
	return {
		...base,
		...decideOutcome({ exchange: ended, serverVerdict, clientChain, ownFaults, end: endCause() }),
		...wireReport(ended),
		serverVerdict,
		clientChain,
		libraryVerdict: context.isLibraryAsked ? (ended.authorizationError ?? '') : undefined,
		durationMs: elapsedMs(),
	};
}

/** Facts of the wire in the shape of the report. */
function wireReport({ facts, answer, events, error, isSecured, otherProtocol }: Exchange) {
	const isAsked = facts.certificateRequest !== undefined;
	// What could not be decrypted may have held the request.
	const isKnown = isAsked || ((facts.serverChain !== undefined || isSecured) && !facts.hasOpaque);
	return {
		reached: true,
		clientCertificateRequested: isKnown ? isAsked : undefined,
		acceptedIssuers: (facts.certificateRequest?.authorities ?? []).map(
			(der) => readPeerName(der)?.text ?? '',
		),
		clientCertificateSent: (facts.clientChain ?? []).length > 0,
		alert: facts.alert,
		httpStatus: answer.status,
		httpBodyStart: answer.status === undefined ? undefined : answer.body.slice(0, keptBody),
		protocol: facts.protocol,
		cipher: facts.cipherSuite,
		group: facts.group,
		alpn: facts.alpn,
		error,
		otherProtocolStart: otherProtocol && Buffer.from(otherProtocol).toString('utf8'),
		handshake: timeline(events),
	};
}

/** `report.ts`: enough for a person to recognize an answer. */
const keptBody = 2048;

interface ProbeContext {
	readonly tls: ConnectionOptions;
	readonly isLibraryAsked: boolean;
}

// Opening a key and making a context takes longer than the rest of a probe on loopback, so both are
// kept with the identity they belong to, for as long as the caller keeps that.
const contexts = new WeakMap<
	Identity | Pkcs12Identity,
	{ readonly trustAnchors: readonly Certificate[]; readonly context: ProbeContext }
>();

function contextFor(options: ProbeOptions): ProbeContext {
	const { identity, trustAnchors } = options;
	const kept = identity && contexts.get(identity);
	if (kept?.trustAnchors === trustAnchors) {
		return kept.context;
	}
	const context = createContext(options);
	if (identity !== undefined) {
		contexts.set(identity, { trustAnchors, context });
	}
	return context;
}

/**
 * The client's side of the context, and whether the library is asked for an opinion on the server.
 * OpenSSL completes a chain that holds the leaf only from the `ca` list; a real client might send
 * less, and a missing intermediate would be hidden. So the list is given only where it adds nothing.
 */
function createContext({ identity, trustAnchors }: ProbeOptions): ProbeContext {
	const ca = trustAnchors.map(({ der }) => encodePem('CERTIFICATE', der));
	if (identity === undefined) {
		return { tls: { ca }, isLibraryAsked: true };
	}
	if ('pkcs12' in identity) {
		const { pkcs12, passphrase, label } = identity;
		const pfx = Buffer.from(pkcs12);
		return checked(
			{ pfx, ...(passphrase === undefined ? {} : { passphrase }), ca: [] },
			label,
			false,
		);
	}
	const { chain, certificateChainPem, privateKeyPem, label } = loadIdentity(identity);
	const [leaf] = chain;
	const wouldComplete =
		chain.length === 1 &&
		trustAnchors.some(({ subject }) => subject.comparisonKey === leaf.issuer.comparisonKey);
	return checked(
		{ cert: certificateChainPem, key: privateKeyPem, ca: wouldComplete ? [] : ca },
		label,
		!wouldComplete,
	);
}

function checked(
	options: SecureContextOptions,
	label: string,
	isLibraryAsked: boolean,
): ProbeContext {
	try {
		// An explicit `ca`, also an empty one, keeps VS Code's patched `tls.connect` from adding the
		// system's roots (microsoft/vscode-proxy-agent, src/index.ts).
		const secureContext = createSecureContext(options);
		return { tls: { ca: options.ca, secureContext }, isLibraryAsked };
	} catch (error) {
		throw contextError(error, label);
	}
}

function connectCause(code: string): ProbeCause {
	switch (code) {
		case 'ENOTFOUND':
		case 'EAI_AGAIN':
		case 'EAI_NODATA':
		case 'EAI_NONAME':
			return 'name-not-resolved';
		case 'ETIMEDOUT':
			return 'timeout';
		default:
			return 'nothing-listening';
	}
}

const unreached = {
	reached: false,
	serverVerdict: undefined,
	clientCertificateRequested: undefined,
	acceptedIssuers: [],
	clientCertificateSent: false,
	clientChain: [],
	clientFaults: [],
	accepted: null,
	alert: undefined,
	httpStatus: undefined,
	httpBodyStart: undefined,
	protocol: undefined,
	cipher: undefined,
	group: undefined,
	alpn: undefined,
	certificateAtFault: undefined,
	isCauseOurs: false,
	libraryVerdict: undefined,
	otherProtocolStart: undefined,
	handshake: [],
} as const satisfies Partial<ProbeReport> & Omit<Outcome, 'cause'>;
