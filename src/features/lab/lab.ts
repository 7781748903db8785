import { setContextKey } from '../../editor/contextKeys';
import type { Services } from '../../services';
import { Disposables, type Disposable } from '../../util/dispose';
import { Emitter } from '../../util/emitter';
import type { Event } from '../../util/emitter';
import type { LabServer } from './labServer';
import type { ReloadFailure, TestServers } from './testServers';

/** What the parts of the lab share: the running servers and whether a probe is under way. */
export class Lab implements Disposable {
	readonly services: Services;
	/** True once this window has shown its one message about a started server. */
	isAnnounced = false;
	readonly #disposables = new Disposables();
	readonly #changes = this.#disposables.add(new Emitter<undefined>());
	readonly #failures = this.#disposables.add(new Emitter<ReloadFailure>());
	#servers: TestServers | undefined;
	#probesUnderWay = 0;

	/** Servers came, went or had a connection, or a probe began or ended. */
	readonly onDidChange: Event<undefined> = this.#changes.event;
	readonly onDidFailToReload: Event<ReloadFailure> = this.#failures.event;

	constructor(services: Services) {
		this.services = services;
	}

	get all(): readonly LabServer[] {
		return this.#servers?.all ?? [];
	}

	get(id: number): LabServer | undefined {
		return this.#servers?.get(id);
	}

	get isProbing(): boolean {
		return this.#probesUnderWay > 0;
	}

	/** The servers, whose engine loads with the first call. */
	async servers(): Promise<TestServers> {
		if (this.#servers === undefined) {
			const module = await import('./testServers');
			this.#servers ??= this.#adopt(
				new module.TestServers({ ...this.services, now: () => new Date() }),
			);
		}
		return this.#servers;
	}

	markSeen(): void {
		this.#servers?.markSeen();
	}

	/** Counts a probe for as long as it runs. */
	async whileProbing<T>(work: Promise<T>): Promise<T> {
		this.#count(1);
		try {
			return await work;
		} finally {
			this.#count(-1);
		}
	}

	dispose(): void {
		this.#disposables.dispose();
	}

	#count(difference: number): void {
		this.#probesUnderWay += difference;
		this.#changes.fire(undefined);
	}

	#adopt(servers: TestServers): TestServers {
		this.#disposables.push(
			servers,
			servers.onDidChange(() => {
				setContextKey('mtls.serverRunning', servers.all.length > 0);
				this.#changes.fire(undefined);
			}),
			servers.onDidFailToReload((failure) => this.#failures.fire(failure)),
		);
		return servers;
	}
}
