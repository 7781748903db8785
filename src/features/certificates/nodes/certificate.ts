import * as vscode from 'vscode';
import type { CertificateEntry } from '../../../workspace/issuerTree';
import { summarizeCertificate } from '../../../workspace/summary/certificate';
import { entryNote } from '../../../workspace/summary/entry';
import { baseName } from '../../../workspace/summary/others';
import { placeOf } from '../../../workspace/summary/summary';
import { roleTitle, roleWord, validityShort } from '../../../workspace/summary/words';
import { counted } from '../../../util/duration';
import { visibleText } from '../../../util/visibleText';
import { isUsable, keyOf } from '../../../workspace/identities';
import type { Certificate } from '../../../x509/certificate';
import { colonHex } from '../../../x509/describe';
import { crlNode } from './crl';
import { allFieldsNode } from './fields';
import { findingNode } from './finding';
import { certificateIcon } from './icons';
import { treeItem, type Node, type NodeContext } from './node';
import { placeNode } from './place';
import { shortKeyId } from './keyId';
import { missingKeyNode, ownKeyNode } from './privateKey';
import { tooltip } from './tooltip';
import { validityNode } from './validity';

/** A certificate; a CA has what it issued below it, everything else its own parts. */
export function certificateNode(
	context: NodeContext,
	parent: Node | undefined,
	entry: CertificateEntry,
	siblings: readonly CertificateEntry[],
): Node {
	const { card, places, findings } = entry;
	const { certificate, key } = card;
	const place = placeOf(card.place.file, card.place.object);
	const id = `${parent?.id ?? ''}/certificate/${certificate.fingerprintSha256}`;
	const node: Node = {
		id,
		parent,
		place,
		value: colonHex(certificate.fingerprintSha256),
		item: () => itemOf(context, id, entry, twinsOf(entry, siblings)),
		tooltip: () => tooltipOf(context, entry, twinsOf(entry, siblings)),
		children: () => [
			...findings.map((finding) => findingNode(context, node, finding)),
			...entry.issued.map((issued) => certificateNode(context, node, issued, entry.issued)),
			...entry.crls.map((crl) => crlNode(context, node, crl)),
			...(places.length > 1 ? places.map((each) => placeNode(node, each)) : []),
			key === undefined ? missingKeyNode(node) : ownKeyNode(context, node, key),
			// Of a CA people look for what it issued; its dates are in the description and the fields.
			...(card.role === 'ca' ? [] : [validityNode(node, certificate)]),
			...allFieldsNode(node, card.place.object),
		],
	};
	return node;
}

function itemOf(
	context: NodeContext,
	id: string,
	entry: CertificateEntry,
	twins: readonly CertificateEntry[],
): vscode.TreeItem {
	const { card, places, findings, issued } = entry;
	const { certificate, role, isRoot, state } = card;
	const place = placeOf(card.place.file, card.place.object);
	const label = role === 'ca' && twins.length > 0 ? distinctLabel(entry, twins) : card.label;
	const days = validityShort(certificate, context.now, state);
	const description = [
		roleWord(role, isRoot),
		days,
		...(places.length > 1 ? [`${places.length} places`] : []),
		...(role !== 'ca' && twins.length > 0 ? [distinctFile(place.path, twins)] : []),
	];
	const spoken = [label, roleTitle(role, isRoot), state === 'valid' ? `${days} left` : days];
	if (findings.length > 0) {
		spoken.push(counted(findings.length, 'finding'));
	}
	return treeItem({
		id,
		label,
		description: description.join(' · '),
		icon: certificateIcon(role, state, findings),
		contextValue: contextValue(context, entry),
		state:
			issued.length > 0 && role === 'ca'
				? vscode.TreeItemCollapsibleState.Expanded
				: vscode.TreeItemCollapsibleState.Collapsed,
		hasLazyTooltip: true,
		spoken: spoken.join(', '),
		place,
		findings,
	});
}

function tooltipOf(
	context: NodeContext,
	entry: CertificateEntry,
	twins: readonly CertificateEntry[],
): vscode.MarkdownString {
	const { card, findings } = entry;
	const summary = summarizeCertificate(card, context.workspace, context.findingsOf, context.now);
	const place = placeOf(card.place.file, card.place.object);
	return tooltip(summary, place, findings, notesOf(entry, twins));
}

/** Entries by label, once per list: a CA may have issued thousands. */
const labels = new WeakMap<readonly CertificateEntry[], Map<string, CertificateEntry[]>>();

/** Other certificates of the list that are called the same. */
function twinsOf(
	entry: CertificateEntry,
	siblings: readonly CertificateEntry[],
): readonly CertificateEntry[] {
	let byLabel = labels.get(siblings);
	if (byLabel === undefined) {
		byLabel = new Map<string, CertificateEntry[]>();
		for (const sibling of siblings) {
			const { label } = sibling.card;
			byLabel.set(label, [...(byLabel.get(label) ?? []), sibling]);
		}
		labels.set(siblings, byLabel);
	}
	return (byLabel.get(entry.card.label) ?? []).filter((other) => other !== entry);
}

/** The file name, led by its folder when a certificate of the same name has a file of the same name. */
function distinctFile(path: string, twins: readonly CertificateEntry[]): string {
	const name = baseName(path);
	const isShared = twins.some(({ card }) => baseName(card.place.file.path) === name);
	return isShared ? path.split('/').slice(-2).join('/') : name;
}

/** Two CAs of one name: what tells them apart is the unit, else the key. */
function distinctLabel({ card }: CertificateEntry, twins: readonly CertificateEntry[]): string {
	const unit = unitOf(card.certificate);
	const isUnique = twins.every((twin) => unitOf(twin.card.certificate) !== unit);
	const keyId = card.certificate.subjectKeyIdentifier ?? card.certificate.publicKey.spkiSha256;
	const mark = unit !== undefined && isUnique ? unit : shortKeyId(keyId);
	return `${card.label} (${mark})`;
}

function unitOf({ subject }: Certificate): string | undefined {
	const unit = subject.rdns.flat().find(({ shortName }) => shortName === 'OU');
	return unit && visibleText(unit.value);
}

function notesOf(
	{ places, card }: CertificateEntry,
	twins: readonly CertificateEntry[],
): readonly string[] {
	const others = places
		.filter(({ file }) => file !== card.place.file)
		.map(({ file, object }) => `${file.path}:${object.line}`);
	const rivals = twins.filter(
		(twin) =>
			twin.card.certificate.subject.comparisonKey === card.certificate.subject.comparisonKey,
	);
	const signed = rivals.reduce((count, rival) => count + rival.issued.length, 0);
	const note = entryNote(card);
	return [
		...(note === undefined ? [] : [note]),
		...(others.length === 0 ? [] : [`Also in ${others.join(' and ')}.`]),
		...(card.role === 'ca' && rivals.length > 0
			? [
					`Another CA here has the same name and another key; it signed ${counted(signed, 'certificate')}.`,
				]
			: []),
	];
}

/** Kind and flags, always in this order, so that the `when` clauses of menus can match on parts. */
function contextValue(context: NodeContext, { card }: CertificateEntry): string {
	const { role, isRoot, key, issuer, state, place } = card;
	const flags: string[] = ['certificate', role];
	if (isRoot) {
		flags.push('selfSigned');
	}
	if (key !== undefined && isUsable(key)) {
		flags.push('key');
	}
	const isIssuerHere = issuer?.signature === 'verified' && !isRoot;
	if (isIssuerHere && keyOf(context.workspace, issuer) !== undefined) {
		flags.push('signable');
	}
	if (state !== 'valid') {
		flags.push(state);
	}
	if (key?.object.privateKey.isEncrypted === true) {
		flags.push('locked');
	}
	if (place.object.entry !== undefined) {
		flags.push('embedded');
	}
	return flags.join('+');
}
