import type { Terminal } from './terminal';

/** A certificate as `mtls --json` prints it; what the tutorials look at. */
export interface CertificateJson {
	readonly subject: string;
	readonly issuer: string;
}

/** A line of `mtls serve`. */
export interface ConnectionJson {
	readonly event: 'connection';
	readonly id: number;
	readonly protocol: string | null;
	readonly resumed: boolean;
	readonly clientChain: readonly CertificateJson[];
	readonly verdict: {
		readonly valid: boolean;
		readonly faults: readonly { readonly code: string; readonly message: string }[];
	} | null;
	readonly httpStatus: number | null;
	readonly strict: boolean;
	readonly alert: AlertJson | null;
}

/** An alert in the JSON of `serve` and `probe`. */
export interface AlertJson {
	readonly number: number;
	readonly name: string;
	readonly from: 'client' | 'server';
}

/** What `mtls probe --json` prints, and how it ended. */
export interface ProbeJson {
	readonly reached: boolean;
	readonly serverChain: readonly CertificateJson[];
	readonly serverVerdict: {
		readonly valid: boolean;
		readonly faults: readonly { readonly code: string }[];
	} | null;
	readonly clientCertificateRequested: boolean | null;
	readonly acceptedIssuers: readonly string[];
	readonly clientCertificateSent: boolean;
	readonly clientFaults: readonly { readonly code: string }[];
	readonly accepted: boolean | null;
	readonly alert: AlertJson | null;
	readonly httpStatus: number | null;
	readonly cause: string;
	readonly explanation: string;
	readonly library: string;
	readonly exitCode: number | null;
}

/** A running `mtls serve`. */
export interface TestServerEnd {
	readonly port: string;
	/** The record of the connection with this number, once it is over. */
	connection(id?: number): Promise<ConnectionJson>;
}

/** Starts `mtls serve` by a command whose port is 0. */
export async function startTestServer(
	terminal: Terminal,
	folder: string,
	command: string,
): Promise<TestServerEnd> {
	const server = terminal.start(command, folder);
	const [, port = ''] = await server.waitFor(/^\{"event":"listening",.*"port":(\d+)\}$/m);
	return {
		port,
		async connection(id = 1) {
			const line = new RegExp(`^\\{"event":"connection","id":${id},.*\\}$`, 'm');
			const [json] = await server.waitFor(line);
			return JSON.parse(json) as ConnectionJson;
		},
	};
}

/** Runs `mtls probe` by a command of the recipes. */
export async function runProbe(
	terminal: Terminal,
	folder: string,
	command: string,
): Promise<ProbeJson> {
	const { status, stdout, stderr } = await terminal.attempt(`${command} --json`, { folder });
	if (stdout === '') {
		throw new Error(`${command}\nprints no report: ${stderr}`);
	}
	return { ...(JSON.parse(stdout) as Omit<ProbeJson, 'exitCode'>), exitCode: status };
}
