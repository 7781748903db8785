import { describeFault } from '../lint/faultText';
import type { PathFault, Purpose } from '../path/request';
import { validatePath } from '../path/validate';
import type { Certificate } from '../x509/certificate';
import type { Crl } from '../x509/crl';
import { readPeerCertificate, readPeerChain } from './peerCertificates';
import type { ChainVerdict, ReportedFault } from './report';

/** What a chain is judged against; the same for a server's and a client's. */
export interface Judgement {
	readonly purpose: Exclude<Purpose, 'any'>;
	readonly trustAnchors: readonly Certificate[];
	/** Known here but not sent; they only tell a missing intermediate from an unknown CA. */
	readonly known: readonly Certificate[];
	readonly crls: readonly Crl[];
	/** Undefined for clients, whose names nobody dialled. */
	readonly hostName: string | undefined;
	readonly at: Date;
}

/**
 * Judges a chain as a peer sent it, with nothing added to it: what is missing is missing for
 * every verifier. Undefined if the leaf is no certificate that can be read.
 */
export function judgeChain(
	sent: readonly Uint8Array[],
	{ purpose, trustAnchors, known, crls, hostName, at }: Judgement,
): ChainVerdict | undefined {
	const [first, ...others] = sent;
	const leaf = first && readPeerCertificate(first);
	if (leaf === undefined) {
		return undefined;
	}
	const intermediates = readPeerChain(others);
	const result = validatePath({
		leaf,
		trustAnchors,
		intermediates,
		known,
		purpose,
		hostName,
		at,
		crls,
	});
	return { ...result, sent: [leaf, ...intermediates] };
}

/** A fault as reports and the command line print it. */
export function reportFault(fault: PathFault, at: Date): ReportedFault {
	return {
		code: fault.code,
		message: describeFault(fault, at),
		subject: fault.certificate.subject.text,
	};
}
