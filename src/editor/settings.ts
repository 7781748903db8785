import * as vscode from 'vscode';
import { Emitter, type Event } from '../util/emitter';
import type { Disposable } from '../util/dispose';

/** Words of the severities in `mtls.lint.rules`. */
export type SeverityWord = 'error' | 'warning' | 'information' | 'hint' | 'off';

/** The settings of the extension at one moment for one resource; every field is a setting of the manifest. */
export interface Settings {
	readonly editor: {
		readonly summary: 'codeLens' | 'lineEnd' | 'off';
		readonly hover: boolean;
	};
	readonly view: { readonly groupBy: 'issuer' | 'file' | 'expiry' };
	readonly files: {
		readonly include: readonly string[];
		/** `mtls.files.exclude` and the patterns that `search.exclude` switches on. */
		readonly exclude: readonly string[];
		readonly maximumMegabytes: number;
		readonly embedded: boolean;
	};
	readonly lint: {
		readonly scope: 'workspace' | 'openFiles' | 'off';
		readonly profile: 'mtls' | 'webpki';
		readonly rules: Readonly<Record<string, SeverityWord>>;
		readonly expiresSoonDays: number;
		/** Undefined for today. */
		readonly checkAsOf: Date | undefined;
	};
	/** Glob to role. */
	readonly roles: Readonly<Record<string, 'ca' | 'server' | 'client' | 'peer'>>;
	readonly create: {
		readonly folder: string;
		readonly serverNames: readonly string[];
		readonly keyType: 'p256' | 'p384' | 'rsa2048' | 'rsa3072' | 'rsa4096' | 'ed25519';
		readonly leafDays: number;
		readonly caDays: number;
		readonly keepBackups: boolean;
	};
	readonly server: {
		readonly port: number;
		readonly host: string;
		readonly clientCertificate: 'require' | 'request' | 'none';
		readonly refusal: 'answer' | 'drop';
	};
	readonly probe: { readonly timeoutSeconds: number };
}

/** The only door to `mtls.*` settings. */
export interface SettingsStore extends Disposable {
	/** The settings without a resource: those of the window. */
	readonly current: Settings;
	/** The settings for a file or folder. */
	for(resource: vscode.Uri): Settings;
	/** Fires with the part that changed (`files`, `lint.rules`, ...), spelled without the prefix. */
	readonly onDidChange: Event<(part: string) => boolean>;
	/** Writes one setting where it is set already, else for the workspace. */
	update(name: string, value: unknown): Promise<void>;
	/** Writes one entry of a setting that is a map, and leaves its other entries alone. */
	updateEntry(name: string, key: string, value: string, resource: vscode.Uri): Promise<void>;
}

/** Reads settings as one snapshot per resource, thrown away when any of them changes. */
export function createSettings(): SettingsStore {
	const snapshots = new Map<string, Settings>();
	const changes = new Emitter<(part: string) => boolean>();
	const snapshot = (resource: vscode.Uri | undefined): Settings => {
		const key = resource === undefined ? '' : folderKey(resource);
		let settings = snapshots.get(key);
		if (settings === undefined) {
			settings = read(resource);
			snapshots.set(key, settings);
		}
		return settings;
	};
	const subscription = vscode.workspace.onDidChangeConfiguration((event) => {
		if (event.affectsConfiguration('mtls') || event.affectsConfiguration('search.exclude')) {
			snapshots.clear();
			changes.fire(
				(part) =>
					event.affectsConfiguration(`mtls.${part}`) ||
					(part === 'files' && event.affectsConfiguration('search.exclude')),
			);
		}
	});
	return {
		get current() {
			return snapshot(undefined);
		},
		for: snapshot,
		onDidChange: changes.event,
		async update(name, value) {
			const configuration = vscode.workspace.getConfiguration('mtls', null);
			await configuration.update(name, value, placeOf(configuration, name).target);
		},
		async updateEntry(name, key, value, resource) {
			const configuration = vscode.workspace.getConfiguration('mtls', resource);
			const { target, own } = placeOf(configuration, name);
			const entries = typeof own === 'object' ? own : {};
			await configuration.update(name, { ...entries, [key]: value }, target);
		},
		dispose() {
			subscription.dispose();
			changes.dispose();
		},
	};
}

/** Settings differ by workspace folder at most, so that one snapshot serves all files of a folder. */
function folderKey(resource: vscode.Uri): string {
	return vscode.workspace.getWorkspaceFolder(resource)?.uri.toString() ?? '';
}

/** Where a setting is written, and its value in that place alone. */
function placeOf(
	configuration: vscode.WorkspaceConfiguration,
	name: string,
): { readonly target: vscode.ConfigurationTarget; readonly own: unknown } {
	const inspected = configuration.inspect(name);
	if (inspected?.workspaceFolderValue !== undefined) {
		const own: unknown = inspected.workspaceFolderValue;
		return { target: vscode.ConfigurationTarget.WorkspaceFolder, own };
	}
	const own: unknown = inspected?.workspaceValue;
	// Without a folder there is no workspace file to write to.
	const hasWorkspace = vscode.workspace.workspaceFolders !== undefined;
	return hasWorkspace && (own !== undefined || inspected?.globalValue === undefined)
		? { target: vscode.ConfigurationTarget.Workspace, own }
		: { target: vscode.ConfigurationTarget.Global, own: inspected?.globalValue };
}

function read(resource: vscode.Uri | undefined): Settings {
	const values = new Values(vscode.workspace.getConfiguration('mtls', resource ?? null));
	return {
		editor: {
			summary: values.word('editor.summary', ['codeLens', 'lineEnd', 'off']),
			hover: values.flag('editor.hover'),
		},
		view: { groupBy: values.word('view.groupBy', ['issuer', 'file', 'expiry']) },
		files: {
			include: values.words('files.include'),
			exclude: [...values.words('files.exclude'), ...searchExcludes(resource)],
			maximumMegabytes: values.number('files.maximumMegabytes', 1, 1024),
			embedded: values.flag('files.embedded'),
		},
		lint: {
			scope: values.word('lint.scope', ['workspace', 'openFiles', 'off']),
			profile: values.word('lint.profile', ['mtls', 'webpki']),
			rules: values.map('lint.rules', ['error', 'warning', 'information', 'hint', 'off']),
			expiresSoonDays: values.number('lint.expiresSoonDays', 0, 3650),
			checkAsOf: values.date('lint.checkAsOf'),
		},
		roles: values.map('roles', ['ca', 'server', 'client', 'peer']),
		create: {
			folder: values.text('create.folder'),
			serverNames: values.words('create.serverNames'),
			keyType: values.word('create.keyType', [
				'p256',
				'p384',
				'rsa2048',
				'rsa3072',
				'rsa4096',
				'ed25519',
			]),
			leafDays: values.number('create.leafDays', 1, 36500),
			caDays: values.number('create.caDays', 1, 36500),
			keepBackups: values.flag('create.keepBackups'),
		},
		server: {
			port: values.number('server.port', 0, 65535),
			host: values.text('server.host'),
			clientCertificate: values.word('server.clientCertificate', ['require', 'request', 'none']),
			refusal: values.word('server.refusal', ['answer', 'drop']),
		},
		probe: { timeoutSeconds: values.number('probe.timeoutSeconds', 1, 600) },
	};
}

function searchExcludes(resource: vscode.Uri | undefined): string[] {
	const patterns = vscode.workspace
		.getConfiguration('search', resource ?? null)
		.get<Record<string, unknown>>('exclude', {});
	return Object.entries(patterns)
		.filter(([, isOn]) => isOn === true)
		.map(([pattern]) => pattern);
}

/**
 * Typed access to hand-edited JSON: a value of another type or outside its bounds counts as not
 * set, so that a typo in settings.json changes nothing instead of breaking something.
 */
class Values {
	readonly #configuration: vscode.WorkspaceConfiguration;

	constructor(configuration: vscode.WorkspaceConfiguration) {
		this.#configuration = configuration;
	}

	flag(name: string): boolean {
		return this.#pick(name, (value) => typeof value === 'boolean') as boolean;
	}

	text(name: string): string {
		return this.#pick(name, (value) => typeof value === 'string') as string;
	}

	number(name: string, minimum: number, maximum: number): number {
		return this.#pick(
			name,
			(value) => typeof value === 'number' && value >= minimum && value <= maximum,
		) as number;
	}

	word<W extends string>(name: string, words: readonly W[]): W {
		return this.#pick(name, (value) => (words as readonly unknown[]).includes(value)) as W;
	}

	words(name: string): readonly string[] {
		return this.#pick(
			name,
			(value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
		) as readonly string[];
	}

	map<W extends string>(name: string, words: readonly W[]): Readonly<Record<string, W>> {
		const value = this.#configuration.get<unknown>(name);
		if (typeof value !== 'object' || value === null) {
			return {};
		}
		const entries = Object.entries(value).filter(([, word]) =>
			(words as readonly unknown[]).includes(word),
		);
		return Object.fromEntries(entries);
	}

	date(name: string): Date | undefined {
		const text = this.#configuration.get<unknown>(name);
		if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}/.test(text)) {
			return undefined;
		}
		const date = new Date(text);
		return Number.isNaN(date.getTime()) ? undefined : date;
	}

	#pick(name: string, fits: (value: unknown) => boolean): unknown {
		const value = this.#configuration.get<unknown>(name);
		return fits(value) ? value : this.#configuration.inspect(name)?.defaultValue;
	}
}
