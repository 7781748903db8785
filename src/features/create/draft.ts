import type { KeyType } from '../../issue/request';
import type { Validity } from '../../issue/validity';

/** A CA of the workspace that can sign: its certificate and the file of its private key. */
export interface SigningAuthority {
	/** As printed: `orders CA`, or with its date when two have the name. */
	readonly label: string;
	readonly commonName: string;
	/** Relative to its workspace folder. */
	readonly certificatePath: string;
	readonly isKeyEncrypted: boolean;
	/** Lower-case hex SHA-256 of the certificate, which may stand in a file with others. */
	readonly fingerprintSha256: string;
}

/** Who signs: a CA that is made along with the rest, or one that is here. */
export type AuthorityChoice =
	| { readonly kind: 'new'; readonly name: string; readonly validity: Validity }
	| { readonly kind: 'existing'; readonly authority: SigningAuthority };

/** What the wizard makes; undefined names are not asked for and not made. */
export interface Draft {
	/** Relative to the workspace folder, joined with `/`; `.` for the folder itself. */
	readonly folder: string;
	readonly authority: AuthorityChoice;
	/** As typed, so that Back shows it again. */
	readonly serverNames: string | undefined;
	readonly clientNames: string | undefined;
	readonly serverValidity: Validity;
	readonly clientValidity: Validity;
	readonly keyType: KeyType;
	/** For all new keys; undefined writes them unencrypted. */
	readonly passphrase: string | undefined;
	/** Lines missing in .gitignore; undefined without a repository or when nothing is missing. */
	readonly gitignoreLines: readonly string[] | undefined;
	readonly addsToGitignore: boolean;
}

/** The files of a draft by what each is for; base names carry no folder and no ending. */
export interface FilePlan {
	readonly folder: string;
	readonly authority: string | undefined;
	readonly server: string | undefined;
	readonly clients: readonly string[];
}

/** Plans the files; `suffix` is appended to the leaves' base names when the plain ones are taken. */
export function planFiles(draft: Draft, clientFileNames: readonly string[], suffix = ''): FilePlan {
	return {
		folder: draft.folder,
		authority: draft.authority.kind === 'new' ? 'ca' : undefined,
		server: draft.serverNames === undefined ? undefined : `server${suffix}`,
		clients:
			draft.clientNames === undefined ? [] : clientFileNames.map((name) => `${name}${suffix}`),
	};
}

/** The common name that leaves must not have. */
export function authorityName({ authority }: Draft): string {
	return authority.kind === 'new' ? authority.name : authority.authority.commonName;
}

/** Every file of a plan, certificate before key, without the folder. */
export function filesOf(plan: FilePlan): string[] {
	return baseNames(plan).flatMap((name) => [`${name}.crt`, `${name}.key`]);
}

/** The smallest `-2`, `-3`, ... with which no leaf of the draft meets a file that is there. */
export function freeSuffix(
	draft: Draft,
	clientFileNames: readonly string[],
	existing: ReadonlySet<string>,
): string {
	for (let number = 2; ; number += 1) {
		const suffix = `-${number}`;
		const { server, clients } = planFiles(draft, clientFileNames, suffix);
		const names = [...(server === undefined ? [] : [server]), ...clients];
		if (!names.some((name) => existing.has(`${name}.crt`) || existing.has(`${name}.key`))) {
			return suffix;
		}
	}
}

/** `certs-2`, or the next number that no entry beside it has. */
export function freeFolder(folder: string, siblings: ReadonlySet<string>): string {
	const base = folder === '.' ? 'certs' : folder;
	const name = base.slice(base.lastIndexOf('/') + 1);
	let number = folder === '.' && !siblings.has(name) ? 1 : 2;
	while (number > 1 && siblings.has(`${name}-${number}`)) {
		number += 1;
	}
	return number === 1 ? base : `${base}-${number}`;
}

/** A list of names as a sentence has it: `a`, `a and b`, `a, b and c`. */
export function joinNames(names: readonly string[]): string {
	const last = names.at(-1) ?? '';
	return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

function baseNames(plan: FilePlan): string[] {
	return [plan.authority, plan.server, ...plan.clients].filter((name) => name !== undefined);
}
