import { nameText } from '../../mtls/certificateName';
import { probe } from '../../mtls/probe';
import type { ProbeReport } from '../../mtls/report';
import { publicRoots } from '../../mtls/publicRoots';
import type { Services } from '../../services';
import { certificateLabel, trustAnchors } from '../../workspace/identities';
import type { KeyedCertificate } from '../../workspace/identities';
import { readIdentity } from '../../workspace/identityFiles';
import { visibleText } from '../../util/visibleText';
import type { PageClient, ProbeContext } from './probeModel';
import { isLoopback } from './probeTarget';
import type { ProbeTarget } from './probeTarget';
import { clientCandidates } from './serverChoice';

/** One probe as it was asked for; asking again repeats exactly this. */
export interface ProbeRequest {
	readonly target: ProbeTarget;
	readonly client: KeyedCertificate | undefined;
	/** Of the client's key, in memory for as long as its report is open. */
	readonly passphrase: string | undefined;
}

/** Connects with the files of the workspace as they are now. */
export async function runProbe(
	{ files, index, settings }: Services,
	{ target, client, passphrase }: ProbeRequest,
	signal: AbortSignal,
): Promise<ProbeReport> {
	const { workspace } = index;
	const anchors = trustAnchors(workspace).map(({ object }) => object.certificate);
	// Public roots vouch for servers elsewhere; nobody has a public certificate for this machine.
	const others = isLoopback(target.host) ? [] : publicRoots();
	return probe({
		...target,
		trustAnchors: [...anchors, ...others],
		known: [...workspace.files].flatMap(({ content }) =>
			content.objects.flatMap((object) =>
				object.kind === 'certificate' ? [object.certificate] : [],
			),
		),
		identity:
			client === undefined
				? undefined
				: {
						...(await readIdentity(files, workspace, client)),
						passphrase,
						label: client.place.file.path,
					},
		timeoutMs: settings.current.probe.timeoutSeconds * 1000,
		// Not `services.now`: the server goes by the real time whatever date is set for checking.
		now: () => new Date(),
		signal,
	});
}

/** What the page says about files of the workspace beside the report. */
export function contextOf(
	{ index }: Services,
	{ client }: ProbeRequest,
	report: ProbeReport,
): ProbeContext & { readonly suggested: KeyedCertificate | undefined } {
	const anchor = report.serverVerdict?.path.at(-1);
	const anchorPlace = trustAnchors(index.workspace).find(
		({ object }) => object.certificate.fingerprintSha256 === anchor?.fingerprintSha256,
	);
	const suggested = suggestClient(index.workspace, report);
	return {
		client: client === undefined ? undefined : pageClient(client),
		suggestion: suggested === undefined ? undefined : pageClient(suggested),
		suggested,
		anchor:
			anchorPlace === undefined
				? undefined
				: { name: visibleText(certificateLabel(anchorPlace)), path: anchorPlace.file.path },
		paths: [...index.workspace.files].map(({ path }) => path),
	};
}

/** A client certificate in the words of the page. */
export function pageClient(client: KeyedCertificate): PageClient {
	return {
		label: visibleText(certificateLabel(client.place)),
		issuer: nameText(client.certificate.issuer),
		certificatePath: client.place.file.path,
		keyPath: client.key.file.path,
	};
}

/** A client here whose issuer the server lists; an empty list takes anyone (RFC 8446 4.2.4). */
function suggestClient(
	workspace: Services['index']['workspace'],
	{ acceptedIssuers, clientCertificateRequested }: ProbeReport,
): KeyedCertificate | undefined {
	if (clientCertificateRequested !== true) {
		return undefined;
	}
	return clientCandidates(workspace).find(
		({ certificate }) =>
			acceptedIssuers.length === 0 || acceptedIssuers.includes(certificate.issuer.text),
	);
}
