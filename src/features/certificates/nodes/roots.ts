import { groupByExpiry } from '../../../workspace/expiryGroups';
import { certificateNode } from './certificate';
import { crlNode } from './crl';
import { fileNode } from './file';
import { groupNode } from './group';
import { missingIssuerNode } from './missingIssuer';
import type { Node, NodeContext } from './node';
import { orphanKeyNode } from './privateKey';
import { requestNode } from './request';
import { storeNode } from './store';
import { unreadableNode } from './unreadable';

/** The root rows below their issuers: CAs, missing issuers, leaves on their own, stores, groups. */
export function rootsByIssuer(context: NodeContext): readonly Node[] {
	const { tree } = context;
	return [
		...tree.authorities.map((entry) =>
			certificateNode(context, undefined, entry, tree.authorities),
		),
		...tree.missingIssuers.map((issuer) => missingIssuerNode(context, issuer)),
		...tree.selfSigned.map((entry) => certificateNode(context, undefined, entry, tree.selfSigned)),
		...tree.crls.map((crl) => crlNode(context, undefined, crl)),
		...tree.stores.map((store) => storeNode(context, undefined, store)),
		...tree.unreadable.map((file) => unreadableNode(undefined, file)),
		...groupNode({
			label: 'Requests',
			icon: 'inbox',
			count: tree.requests.length,
			children: (self) => tree.requests.map((request) => requestNode(context, self, request)),
		}),
		...groupNode({
			label: 'Keys without a certificate',
			icon: 'key',
			count: tree.keys.length,
			children: (self) => tree.keys.map((key) => orphanKeyNode(context, self, key)),
		}),
	];
}

/** The root rows by file, in the order of their paths. */
export function rootsByFile(context: NodeContext): readonly Node[] {
	const { shownPaths } = context;
	return [...context.workspace.files]
		.filter(({ content }) => content.objects.length > 0 || content.problems.length > 0)
		.filter(({ path }) => shownPaths?.has(path) ?? true)
		.sort((a, b) => (a.path < b.path ? -1 : 1))
		.map((file) => fileNode(context, file));
}

/** The certificates by when they end, those that end first on top. */
export function rootsByExpiry(context: NodeContext): readonly Node[] {
	return groupByExpiry(context.tree.entries.values(), context.now).flatMap(({ label, entries }) =>
		groupNode({
			label,
			icon: 'calendar',
			count: entries.length,
			isExpanded: true,
			children: (self) => {
				// What a CA issued ends at another time, and stands there.
				const alone = entries.map((entry) => ({ ...entry, issued: [], crls: [] }));
				return alone.map((entry) => certificateNode(context, self, entry, alone));
			},
		}),
	);
}
