import { probe as probeServer } from '../mtls/probe';
import { describeProbe, type ProbeText } from '../mtls/probeText';
import { publicRoots } from '../mtls/publicRoots';
import type { ProbeReport } from '../mtls/report';
import { describeFault } from '../lint/faultText';
import { certificateJson } from './certificateJson';
import { readCertificates } from './files';
import { readIdentity } from './identity';
import { UsageError, type Verb } from './verb';

/** Seconds to wait for an answer; as `mtls.probe.timeoutSeconds`. */
const defaultTimeoutSeconds = '10';

/** `mtls probe`: connects once and tells both verdicts. */
export const probe: Verb = {
	usage: ['probe HOST:PORT [options]'],
	summary: 'Connect to a server and say who accepts whom, and why not.',
	help: [
		'--ca FILE        CA certificates that may vouch for the server; again for each file;',
		'                 the public roots if left out',
		'--cert FILE      client certificate, PEM, DER or PKCS #12',
		'--key FILE       its private key',
		'--passphrase-file FILE  passphrase of the key or of the PKCS #12 file',
		'--name HOST      name to ask for (SNI) and to check, instead of HOST',
		'--timeout N      seconds to wait for an answer, 10',
		'--json           print the report as JSON',
	],
	options: {
		ca: { type: 'string', multiple: true },
		cert: { type: 'string' },
		key: { type: 'string' },
		'passphrase-file': { type: 'string' },
		name: { type: 'string' },
		timeout: { type: 'string' },
	},
	async run({ arguments: places, values, output }) {
		const [place, ...rest] = places;
		if (place === undefined || rest.length > 0) {
			throw new UsageError('Name one server: mtls probe HOST:PORT');
		}
		const caPaths = values.list('ca');
		const cas = await readCertificates(caPaths);
		const report = await probeServer({
			...parsePlace(place),
			serverName: values.text('name'),
			trustAnchors:
				caPaths.length === 0 ? publicRoots() : cas.map(({ certificate }) => certificate),
			identity: await readIdentity(values),
			timeoutMs: parseTimeout(values.text('timeout') ?? defaultTimeoutSeconds),
			now: () => new Date(),
		});
		const text = describeProbe(report);
		if (output.isJson) {
			output.json(reportJson(report, text.explanation));
		} else {
			output.lines(...probeLines(text));
		}
		return report.accepted === true && report.serverVerdict?.valid === true ? 0 : 1;
	},
};

/** Verdict, facts and next steps with a blank line between them. */
function probeLines(text: ProbeText): string[] {
	const { verdict, explanation, disagreement, facts, nextSteps } = text;
	// Where nobody was reached, the verdict is the whole explanation already.
	const isTold = `${verdict}.`.toLowerCase().endsWith(explanation.toLowerCase());
	const sections = [
		[
			verdict,
			...(isTold ? [] : [explanation]),
			...(disagreement === undefined ? [] : [disagreement]),
		],
		facts.map(({ label, text: value }) => `${label}: ${value}`),
		nextSteps.map((step) => `- ${step}`),
	].filter((lines) => lines.length > 0);
	return sections.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

/** `localhost:8443`, `10.0.0.5:443`, `[::1]:8443`. */
function parsePlace(text: string): { host: string; port: number } {
	const match = /^(?:\[([0-9A-Fa-f:.]+(?:%\w+)?)\]|([^[\]:/\s]+)):(\d{1,5})$/.exec(text);
	const host = match?.[1] ?? match?.[2];
	const port = Number(match?.[3] ?? 0);
	if (host === undefined || port < 1 || port > 65_535) {
		throw new UsageError(`${text} is not HOST:PORT, as in localhost:8443 or [::1]:8443.`);
	}
	return { host, port };
}

function parseTimeout(text: string): number {
	const seconds = Number(text);
	if (!(seconds > 0 && seconds <= 3600)) {
		throw new UsageError('--timeout takes seconds from 1 to 3600.');
	}
	return seconds * 1000;
}

function reportJson(report: ProbeReport, explanation: string): object {
	const { serverVerdict, startedAt } = report;
	return {
		host: report.host,
		port: report.port,
		reached: report.reached,
		serverChain: (serverVerdict?.sent ?? []).map(certificateJson),
		serverVerdict:
			serverVerdict === undefined
				? null
				: {
						valid: serverVerdict.valid,
						faults: serverVerdict.faults.map((fault) => ({
							code: fault.code,
							message: describeFault(fault, startedAt),
							subject: fault.certificate.subject.text,
						})),
					},
		clientCertificateRequested: report.clientCertificateRequested ?? null,
		acceptedIssuers: report.acceptedIssuers,
		clientCertificateSent: report.clientCertificateSent,
		accepted: report.accepted,
		alert: report.alert ?? null,
		httpStatus: report.httpStatus ?? null,
		cause: report.cause,
		explanation,
		protocol: report.protocol ?? null,
		cipher: report.cipher ?? null,
		clientFaults: report.clientFaults,
		error: report.error ?? null,
		library: report.library,
	};
}
