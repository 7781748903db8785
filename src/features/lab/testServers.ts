import { createTestServer } from '../../mtls/server';
import type { ConnectionRecord, TestServer } from '../../mtls/server';
import type { Disposable } from '../../util/dispose';
import { Emitter } from '../../util/emitter';
import type { Event } from '../../util/emitter';
import type { Log } from '../../util/log';
import type { CertificateIndex, FileSource } from '../../workspace/certificateIndex';
import { labConnection, logLine } from './connections';
import { connectionsKept } from './labServer';
import type { LabServer } from './labServer';
import { pathsOf, readServedFiles, renewRequest } from './servedFiles';
import type { ServerRequest } from './servedFiles';

/** A server that could not take up its changed files and goes on with the old ones. */
export interface ReloadFailure {
	readonly server: LabServer;
	readonly path: string;
	/** Since when the files that it serves are loaded. */
	readonly loadedAt: Date;
	readonly reason: string;
}

/** What test servers are made from; none of it is VS Code's. */
export interface TestServerContext {
	readonly files: Pick<FileSource, 'read'>;
	readonly index: Pick<CertificateIndex, 'workspace' | 'onDidChange'>;
	readonly log: Log;
	readonly now: () => Date;
}

/** Writing certificate and key are two events; a pair that does not match yet gets this long. */
const secondTryMs = 500;

/** The running test servers of this window: started, reloaded when their files change, stopped with it. */
export class TestServers implements Disposable {
	readonly #context: TestServerContext;
	readonly #changes = new Emitter<undefined>();
	readonly #failures = new Emitter<ReloadFailure>();
	readonly #running = new Map<number, Running>();
	readonly #subscription: Disposable;
	#nextId = 1;

	readonly onDidChange: Event<undefined> = this.#changes.event;
	readonly onDidFailToReload: Event<ReloadFailure> = this.#failures.event;

	constructor(context: TestServerContext) {
		this.#context = context;
		this.#subscription = context.index.onDidChange(({ paths }) => {
			for (const running of this.#running.values()) {
				if (pathsOf(running.request).some((path) => paths.includes(path))) {
					void this.#reload(running);
				}
			}
		});
	}

	/** In the order they were started. */
	get all(): readonly LabServer[] {
		return [...this.#running.values()].map(({ server }) => server);
	}

	get(id: number): LabServer | undefined {
		return this.#running.get(id)?.server;
	}

	/** Listens and resolves with the port it got; a `PortError` says which one is free. */
	async start(request: ServerRequest): Promise<LabServer> {
		const id = this.#nextId++;
		const engine = createTestServer({
			...(await readServedFiles(this.#context, request)),
			host: request.host,
			port: request.port,
			now: this.#context.now,
		});
		const { host, port, missing } = await engine.listen();
		const server: LabServer = {
			id,
			host,
			port,
			clientCertificate: request.clientCertificate,
			identity: request.identity,
			clientAuthorities: request.clientAuthorities,
			state: 'listening',
			connections: [],
			unseenRefusals: 0,
		};
		this.#running.set(id, {
			engine,
			request,
			server,
			loadedAt: this.#context.now(),
			isTold: false,
		});
		engine.onConnection((record) => this.#take(id, record));
		const without = missing.map(({ address, code }) => `, not on ${address} (${code})`).join('');
		this.#context.log.info(`test server listens on ${host}:${port}${without}`);
		this.#changes.fire(undefined);
		return server;
	}

	async stop(id: number): Promise<void> {
		const running = this.#running.get(id);
		if (running !== undefined) {
			this.#running.delete(id);
			this.#changes.fire(undefined);
			await running.engine.close();
			this.#context.log.info(`test server on port ${running.server.port} stopped`);
		}
	}

	/** Somebody looked: refusals so far are no news any more. */
	markSeen(): void {
		let isNews = false;
		for (const running of this.#running.values()) {
			isNews ||= running.server.unseenRefusals > 0;
			running.server = { ...running.server, unseenRefusals: 0 };
		}
		if (isNews) {
			this.#changes.fire(undefined);
		}
	}

	dispose(): void {
		this.#subscription.dispose();
		this.#changes.dispose();
		this.#failures.dispose();
		for (const { engine } of this.#running.values()) {
			void engine.close();
		}
		this.#running.clear();
	}

	#take(id: number, record: ConnectionRecord): void {
		const running = this.#running.get(id);
		if (running === undefined) {
			return;
		}
		const connection = labConnection(record);
		const { server } = running;
		running.server = {
			...server,
			connections: [connection, ...server.connections].slice(0, connectionsKept),
			unseenRefusals: server.unseenRefusals + (connection.outcome === 'refused' ? 1 : 0),
		};
		this.#context.log.info(logLine(server.port, record));
		this.#changes.fire(undefined);
	}

	async #reload(running: Running): Promise<void> {
		this.#become(running, 'reloading');
		let reason = await this.#tryReload(running);
		if (reason !== undefined) {
			await new Promise((resolve) => setTimeout(resolve, secondTryMs));
			reason = await this.#tryReload(running);
		}
		if (!this.#running.has(running.server.id)) {
			return;
		}
		if (reason === undefined) {
			running.loadedAt = this.#context.now();
			running.isTold = false;
			this.#become(running, 'listening');
			this.#context.log.info(`test server on port ${running.server.port} reloaded its files`);
			return;
		}
		this.#become(running, 'last-good');
		this.#context.log.warn(`test server on port ${running.server.port}: ${reason}`);
		if (!running.isTold) {
			running.isTold = true;
			const { server, loadedAt } = running;
			this.#failures.fire({ server, path: server.identity.place.file.path, loadedAt, reason });
		}
	}

	/** Undefined when the new files are served; otherwise what is wrong with them, and the old ones stay. */
	async #tryReload(running: Running): Promise<string | undefined> {
		try {
			const request = renewRequest(this.#context.index.workspace, running.request);
			running.engine.reload(await readServedFiles(this.#context, request));
			running.request = request;
			running.server = {
				...running.server,
				identity: request.identity,
				clientAuthorities: request.clientAuthorities,
			};
			return undefined;
		} catch (error) {
			return error instanceof Error ? error.message : 'the files cannot be loaded';
		}
	}

	#become(running: Running, state: LabServer['state']): void {
		running.server = { ...running.server, state };
		this.#changes.fire(undefined);
	}
}

interface Running {
	readonly engine: TestServer;
	request: ServerRequest;
	server: LabServer;
	loadedAt: Date;
	/** True once this run of bad files was reported. */
	isTold: boolean;
}
