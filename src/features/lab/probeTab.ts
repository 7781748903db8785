import * as vscode from 'vscode';
import { showError } from '../../editor/commands';
import { UserError } from '../../util/userError';
import { copyAs, copyCurl } from './copyCommands';
import type { CopySource } from './copyCommands';
import type { Lab } from './lab';
import type { PageAction, ReportPage } from './page/model';
import { placeText, probePage, runningPage } from './probeModel';
import { contextOf, pageClient, runProbe } from './probeRun';
import type { ProbeRequest } from './probeRun';
import type { ProbeTarget } from './probeTarget';
import { ReportPanel } from './reportPanel';
import { passphraseOf } from './startTestServer';

/** How long a probe may take before the page says that it is under way. */
const quietMs = 200;

/** The tabs of a window, one per probed server, in the order in which they were last used. */
const tabsOf = new WeakMap<Lab, ProbeTab[]>();

/** The report of the probes of one server; a rerun keeps the tab. */
export class ProbeTab {
	readonly #lab: Lab;
	readonly #panel: ReportPanel;
	#request: ProbeRequest;
	#suggested: ProbeRequest['client'];
	#authorityPath: string | undefined;
	#abort: AbortController | undefined;
	/** The last report; undefined before the first one. */
	#page: ReportPage | undefined;

	/** The tab of this target, opened if there is none, ready to run this request. */
	static open(lab: Lab, request: ProbeRequest): ProbeTab {
		const tabs = tabsOf.get(lab) ?? [];
		const place = placeText(request.target.host, request.target.port);
		const tab =
			tabs.find(({ target }) => placeText(target.host, target.port) === place) ??
			new ProbeTab(lab, request);
		tab.#request = request;
		tabsOf.set(lab, [tab, ...tabs.filter((other) => other !== tab)]);
		tab.#panel.reveal();
		return tab;
	}

	/** The tab that was used last. */
	static last(lab: Lab): ProbeTab | undefined {
		return tabsOf.get(lab)?.[0];
	}

	/** The targets of the open tabs, last used first. */
	static targets(lab: Lab): readonly ProbeTarget[] {
		return (tabsOf.get(lab) ?? []).map(({ target }) => target);
	}

	private constructor(lab: Lab, request: ProbeRequest) {
		this.#lab = lab;
		this.#request = request;
		const { host, port } = request.target;
		this.#panel = new ReportPanel(
			lab.services.context.extensionUri,
			`Probe ${placeText(host, port)}`,
			this.#running(),
		);
		this.#panel.onMessage((message) => {
			const work =
				message.type === 'open' ? this.#openFile(message.path) : this.#act(message.action);
			void work.catch((error: unknown) => showError(lab.services.log, 'probe page', error));
		});
		this.#panel.onDidDispose(() => {
			this.#abort?.abort();
			tabsOf.set(
				lab,
				(tabsOf.get(lab) ?? []).filter((tab) => tab !== this),
			);
		});
	}

	get target(): ProbeTarget {
		return this.#request.target;
	}

	/** Probes and shows what came of it. A run that is under way is cancelled. */
	async run(): Promise<void> {
		const { services } = this.#lab;
		this.#abort?.abort();
		const abort = new AbortController();
		this.#abort = abort;
		const request = this.#request;
		// A local probe takes some milliseconds; a page that blinks says less than one that changes once.
		const patience = setTimeout(() => this.#panel.show(this.#running()), quietMs);
		const report = await this.#lab
			.whileProbing(runProbe(services, request, abort.signal))
			.catch((error: unknown) => this.#showUnprobed(error))
			.finally(() => clearTimeout(patience));
		if (this.#abort !== abort) {
			return;
		}
		this.#abort = undefined;
		const context = contextOf(services, request, report);
		this.#suggested = context.suggested;
		this.#authorityPath = context.anchor?.path;
		const page = probePage(report, context);
		this.#page = page;
		services.log.info(`probe ${placeText(report.host, report.port)}: ${page.verdict}`);
		this.#panel.show(page);
	}

	/** The client's files cannot be used: nothing was sent, and the page says why in place of a report. */
	#showUnprobed(error: unknown): never {
		if (error instanceof UserError) {
			this.#panel.show({
				...this.#running(),
				state: 'cancelled',
				verdict: `Not probed: ${error.message}`,
				explanation: error.nextStep ?? '',
				buttons: [{ action: 'probeAgain', title: 'Probe Again', isPrimary: true }],
			});
		}
		throw error;
	}

	/** What the last report said stays below while the next one is made, so that nothing moves. */
	#running(): ReportPage {
		const { target, client } = this.#request;
		const shown = client === undefined ? undefined : pageClient(client);
		const page = runningPage(target.host, target.port, shown, new Date());
		const { title, meta, state, verdict, explanation, disagreement } = page;
		return { ...(this.#page ?? page), title, meta, state, verdict, explanation, disagreement };
	}

	async #act(action: PageAction): Promise<void> {
		const { services } = this.#lab;
		switch (action) {
			case 'cancel':
				this.#abort?.abort();
				return;
			case 'probeAgain':
				return this.run();
			case 'probeAgainAs': {
				const client = this.#suggested;
				const passphrase = client === undefined ? undefined : await passphraseOf(services, client);
				this.#request = { ...this.#request, client, passphrase };
				return this.run();
			}
			case 'probeWithout':
				this.#request = { ...this.#request, client: undefined, passphrase: undefined };
				return this.run();
			case 'probe':
				await vscode.commands.executeCommand('mtls.probe');
				return;
			case 'copyCurl':
				return copyCurl(services, this.#copySource());
			case 'copyAs':
				return copyAs(services, this.#copySource());
		}
	}

	/** The command line of what was done, or of what would get in. */
	#copySource(): CopySource {
		const { target, client } = this.#request;
		return {
			...target,
			authorityPath: this.#authorityPath,
			client: client ?? this.#suggested,
		};
	}

	/** Only files that the index knows are opened, whatever the page asks for. */
	async #openFile(path: string): Promise<void> {
		if (this.#lab.services.index.workspace.get(path) !== undefined) {
			await vscode.commands.executeCommand('mtls.openFile', { path, line: 1, start: 0 });
		}
	}
}
