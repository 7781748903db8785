import type { LintFile } from '../../lint/rule';
import { counted } from '../../util/duration';
import { visibleText } from '../../util/visibleText';
import { describeKey } from '../../x509/publicKey';
import type { LocatedObject, ReadProblem } from '../../x509/read';
import { clearestPlace } from '../clearestPlace';
import type { KeyInFile } from '../identities';
import { baseName, crlAge, keyTitle, ownersOf, requestLabel, wantedRole } from './others';
import { certificateCard, issuerLabel, type CertificateCard } from './certificate';
import type { SummaryContext } from './index';
import { placeOf, type Place } from './summary';
import { containerName, containerState, isContainer } from './containers';
import { capitalized, roleWord, validityShort } from './words';

/** One sentence of the line above a block, and what it does when clicked. */
export interface LensPart {
	readonly text: string;
	readonly action: LensAction | undefined;
}

/** What a sentence of the line can lead to. */
export type LensAction =
	| { readonly kind: 'details' | 'open' | 'problem'; readonly place: Place }
	| { readonly kind: 'probe' }
	| { readonly kind: 'probeAsClient'; readonly place: Place };

/** The line above a block: at most four sentences, the first of which stands alone at line ends. */
export function lensParts(
	context: SummaryContext,
	file: LintFile,
	object: LocatedObject,
): readonly LensPart[] {
	const place = placeOf(file, object);
	const details = { kind: 'details', place } as const;
	if (isContainer(object)) {
		const text = `${containerName(object)} · ${containerState(context, file, object)}`;
		return [{ text, action: details }];
	}
	switch (object.kind) {
		case 'certificate':
			return certificateParts(
				certificateCard(
					context.workspace,
					{ file, object },
					context.findingsOf(file.path),
					context.now,
				),
				context.now,
				place,
			);
		case 'certificateRequest': {
			const wanted = wantedRole(object.request);
			const words = wanted === undefined ? [] : [`wants ${wanted}`];
			const text = ['Request', ...words, requestLabel({ file, object })].join(' · ');
			return [{ text, action: details }];
		}
		case 'crl': {
			const { issuer, entries } = object.crl;
			const name = visibleText(issuer.commonName ?? issuer.text);
			const count = counted(entries.length, 'entry', 'entries');
			const text = `CRL of ${name} · ${count} · ${crlAge(object.crl, context.now).text}`;
			return [{ text, action: details }];
		}
		case 'privateKey':
			return keyParts(context, { file, object });
		case 'encryptedPrivateKey':
			return keyParts(context, { file, object });
		case 'publicKey':
			return [{ text: `Public key · ${describeKey(object.publicKey)}`, action: details }];
		default:
			return [];
	}
}

/** A block that holds nothing readable, and the sentence above it. */
export interface BrokenBlock {
	readonly start: number;
	readonly part: LensPart;
}

/** The blocks of a file that no object stands for, each with its first problem. */
export function brokenBlocks(file: LintFile): BrokenBlock[] {
	const readable = new Set(
		file.content.objects.filter(({ kind }) => kind !== 'unknown').map(({ start }) => start),
	);
	const broken = new Map<number, BrokenBlock>();
	for (const problem of file.content.problems) {
		const { blockStart: start } = problem;
		if (start !== undefined && !readable.has(start) && !broken.has(start)) {
			broken.set(start, { start, part: lensOfBroken(problem, file.path) });
		}
	}
	return [...broken.values()];
}

function certificateParts(card: CertificateCard, now: Date, place: Place): LensPart[] {
	const { certificate, role, isRoot, state, issuer, key, findings } = card;
	const names = certificate.subjectAltName?.length ?? 0;
	const more = role !== 'ca' && names > 1 ? ` +${names - 1}` : '';
	const word = capitalized(roleWord(role, isRoot));
	const parts: LensPart[] = [
		{
			text: `${word} · ${card.label}${more} · ${validityShort(certificate, now, state)}`,
			action: { kind: 'details', place },
		},
	];
	if (!isRoot) {
		parts.push(issuerPart(card));
	}
	if (key !== undefined) {
		parts.push({
			text: `Key: ${baseName(key.file.path)}`,
			action: { kind: 'open', place: placeOf(key.file, key.object) },
		});
	}
	if (findings.length > 0) {
		const shortest = findings
			.map(({ rule }) => rule.shortTitle)
			.reduce((a, b) => (b.length < a.length ? b : a));
		parts.push({
			text: `${counted(findings.length, 'problem')}: ${shortest}`,
			action: { kind: 'problem', place },
		});
	} else if (key !== undefined && role !== 'ca' && issuer !== undefined) {
		const action =
			role === 'client' ? ({ kind: 'probeAsClient', place } as const) : { kind: 'probe' as const };
		parts.push({ text: 'Probe...', action });
	}
	return parts;
}

function issuerPart({ certificate, issuer, isPublic }: CertificateCard): LensPart {
	if (issuer?.signature === 'verified') {
		const { file, object } = issuer;
		const action = { kind: 'open', place: placeOf(file, object) } as const;
		return { text: `Issued by ${issuerLabel(certificate)}`, action };
	}
	const text = isPublic
		? `Issued by ${issuerLabel(certificate)}, a public CA`
		: 'Issuer not in this workspace';
	return { text, action: undefined };
}

function keyParts(context: SummaryContext, key: KeyInFile): LensPart[] {
	const { isEncrypted } = key.object.privateKey;
	const owner = clearestPlace(ownersOf(context.workspace, key));
	const kind = isEncrypted ? 'Encrypted private key' : 'Private key';
	const parts: LensPart[] = [{ text: `${kind} · ${keyTitle(key)}`, action: undefined }];
	if (owner !== undefined) {
		parts.push({
			text: `Belongs to ${baseName(owner.file.path)}`,
			action: { kind: 'open', place: placeOf(owner.file, owner.object) },
		});
	}
	return parts;
}

function lensOfBroken(problem: ReadProblem, path: string): LensPart {
	const reason = problem.message.replace(/\.$/, '');
	const text = `Cannot read: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}`;
	return {
		text,
		action: { kind: 'open', place: { path, line: problem.line, start: problem.offset } },
	};
}
