import { createServer, type Server, type Socket } from 'node:net';
import { UserError } from '../../util/userError';
import { errorParts } from '../contextError';

/** Where a server can be reached. */
export interface Listening {
	/** The name to dial: `localhost`, or the address asked for. */
	readonly host: string;
	readonly port: number;
	readonly addresses: readonly string[];
	/** Addresses that were wanted and are not there: `::1` on a machine without IPv6. */
	readonly missing: readonly { readonly address: string; readonly code: string }[];
}

/** A port that cannot be had, with one that can. */
export class PortError extends UserError {
	constructor(
		code: 'port-in-use' | 'port-needs-rights',
		readonly port: number,
		readonly freePort: number | undefined,
	) {
		const reason =
			code === 'port-in-use' ? 'is in use by another program' : 'needs administrator rights';
		super(
			code,
			`Port ${port} ${reason}.${freePort === undefined ? '' : ` Port ${freePort} is free.`}`,
		);
	}
}

/** Listeners for one port on every address of a host; raw sockets go to `accept`. */
export interface Listeners {
	readonly listening: Listening;
	/** Stops listening; sockets that are open stay so. */
	close(): Promise<void>;
}

/** The port people know for local HTTPS, offered when one below 1024 is refused. */
const usualPort = 8443;

/** Listens on 127.0.0.1 and ::1 for `localhost`, on that address alone for any other host. */
export async function listen(
	host: string,
	port: number,
	accept: (socket: Socket) => void,
): Promise<Listeners> {
	const bound = await bindAll(addressesOf(host), port, accept);
	if ('code' in bound) {
		throw await portError(host, port, bound.code);
	}
	const { servers, missing, port: actual } = bound;
	return {
		listening: {
			host,
			port: actual,
			addresses: [...servers.keys()],
			missing,
		},
		close: async () => {
			await Promise.all([...servers.values()].map(closeServer));
		},
	};
}

function addressesOf(host: string): readonly string[] {
	return host === 'localhost' ? ['127.0.0.1', '::1'] : [host];
}

interface Bound {
	readonly servers: ReadonlyMap<string, Server>;
	readonly port: number;
	readonly missing: Listening['missing'];
}

/** Errors of a machine without that address family; the others are answers about the port. */
const noSuchAddress = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT']);

/** Port 0 is given out for the first address; if it is taken on the second, another one is tried. */
const attemptsForPort0 = 8;

async function bindAll(
	addresses: readonly string[],
	port: number,
	accept: (socket: Socket) => void,
): Promise<Bound | { readonly code: string }> {
	for (let attempt = 1; ; attempt++) {
		const servers = new Map<string, Server>();
		const missing: { address: string; code: string }[] = [];
		let chosen = port;
		let refusal: string | undefined;
		for (const address of addresses) {
			const server = await bind(address, chosen, accept);
			if (typeof server !== 'string') {
				servers.set(address, server);
				chosen = portOf(server);
			} else if (noSuchAddress.has(server) && addresses.length > 1) {
				missing.push({ address, code: server });
			} else {
				refusal = server;
				break;
			}
		}
		if (refusal === undefined && servers.size > 0) {
			return { servers, port: chosen, missing };
		}
		await Promise.all([...servers.values()].map(closeServer));
		if (refusal !== 'EADDRINUSE' || port !== 0 || attempt === attemptsForPort0) {
			return { code: refusal ?? missing[0]?.code ?? 'EADDRNOTAVAIL' };
		}
	}
}

/** The server, or the code of the refusal. */
function bind(
	address: string,
	port: number,
	accept: (socket: Socket) => void,
): Promise<Server | string> {
	return new Promise((resolve) => {
		const server = createServer({ noDelay: true }, accept);
		server.once('error', (error) => resolve(errorParts(error).code));
		server.listen({ host: address, port, exclusive: true }, () => {
			server.removeAllListeners('error');
			resolve(server);
		});
	});
}

function portOf(server: Server): number {
	const address = server.address();
	return typeof address === 'object' && address !== null ? address.port : 0;
}

async function portError(host: string, port: number, code: string): Promise<UserError> {
	if (code !== 'EADDRINUSE' && code !== 'EACCES') {
		return new UserError('address-not-available', `${host} is no address of this machine.`, {
			nextStep: 'Use localhost, or an address that this machine has.',
		});
	}
	const freePort = await findFreePort(host, code === 'EACCES' ? usualPort : port + 1);
	return new PortError(code === 'EACCES' ? 'port-needs-rights' : 'port-in-use', port, freePort);
}

/** Ports that are tried one after the other before the offer of a free one is given up. */
const triedPorts = 50;

async function findFreePort(host: string, from: number): Promise<number | undefined> {
	for (let port = from; port < from + triedPorts && port < 65536; port++) {
		const bound = await bindAll(addressesOf(host), port, (socket) => socket.destroy());
		if (!('code' in bound)) {
			await Promise.all([...bound.servers.values()].map(closeServer));
			return port;
		}
	}
	return undefined;
}

function closeServer(server: Server): Promise<void> {
	return new Promise((resolve) => server.close(() => resolve()));
}
