import type { CertificateInFile, LintFile, ObjectInFile } from '../../lint/rule';
import { counted } from '../../util/duration';
import { visibleText } from '../../util/visibleText';
import { verifySignature } from '../../x509/crypto';
import type { LocatedObject } from '../../x509/read';
import { clearestPlace } from '../clearestPlace';
import type { SummaryContext } from '../summary';
import { certificateCard, issuerLabel, type CertificateCard } from '../summary/certificate';
import { crlAge } from '../summary/others';
import { placeOf } from '../summary/summary';
import { capitalized, roleWord, validityShort } from '../summary/words';
import type { ChainIcon, ChainLink, ChainNode } from './model';

/** The chain that an object hangs on, trust anchor first; empty for what nobody issues. */
export function chainOf(
	context: SummaryContext,
	file: LintFile,
	object: LocatedObject,
): ChainNode[] {
	switch (object.kind) {
		case 'certificate':
			return certificateChain(context, { file, object });
		case 'crl':
			return crlChain(context, { file, object });
		default:
			return [];
	}
}

/** Longer than any chain in use; certificates that signed each other would go round for ever. */
const longest = 12;

function certificateChain(context: SummaryContext, place: CertificateInFile): ChainNode[] {
	const cards: CertificateCard[] = [];
	const seen = new Set<string>();
	let next: CertificateInFile | undefined = place;
	while (next !== undefined && cards.length < longest) {
		const { fingerprintSha256 } = next.object.certificate;
		if (seen.has(fingerprintSha256)) {
			break;
		}
		seen.add(fingerprintSha256);
		const card = cardOf(context, next);
		cards.push(card);
		next = isAnchor(card) ? undefined : card.issuer;
	}
	const top = cards.at(-1);
	const nodes = cards.reverse().map((card, index): ChainNode => {
		const isCurrent = card.place === place;
		return {
			label: card.label,
			description: descriptionOf(context, card),
			icon: iconOf(card),
			place: isCurrent ? undefined : placeOf(card.place.file, card.place.object),
			isCurrent,
			isCrl: false,
			link: index === 0 ? undefined : card.issuer?.signature,
		};
	});
	const first = nodes[0];
	return top === undefined || first === undefined || top.issuer !== undefined
		? nodes
		: [missingNode(top), { ...first, link: 'missing' }, ...nodes.slice(1)];
}

/** Nothing is above a certificate that its own key signed. */
function isAnchor({ certificate, issuer, isRoot }: CertificateCard): boolean {
	const isOwn = issuer?.object.certificate.fingerprintSha256 === certificate.fingerprintSha256;
	return isRoot && (issuer === undefined || isOwn);
}

function missingNode({ certificate, isPublic }: CertificateCard): ChainNode {
	return {
		label: issuerLabel(certificate),
		description: isPublic ? 'A public CA, not in this workspace' : 'Not in this workspace',
		icon: 'missing',
		place: undefined,
		isCurrent: false,
		isCrl: false,
		link: undefined,
	};
}

function crlChain(context: SummaryContext, place: ObjectInFile<'crl'>): ChainNode[] {
	const { crl } = place.object;
	const { workspace, now } = context;
	const named = [...workspace.files].flatMap((file) =>
		file.content.objects.flatMap((object) =>
			object.kind === 'certificate' &&
			object.certificate.subject.comparisonKey === crl.issuer.comparisonKey
				? [{ file, object }]
				: [],
		),
	);
	const verdictOf = ({ object }: CertificateInFile): ChainLink =>
		verifySignature(
			crl.signatureAlgorithm,
			object.certificate.publicKey.spki,
			crl.tbs,
			crl.signature,
		);
	const signers = named.filter((candidate) => verdictOf(candidate) === 'verified');
	const issuer = clearestPlace(signers.length > 0 ? signers : named);
	const age = crlAge(crl, now);
	const name = visibleText(crl.issuer.commonName ?? crl.issuer.text);
	const own: ChainNode = {
		label: `CRL of ${name}`,
		description: `${counted(crl.entries.length, 'entry', 'entries')} · ${age.text}`,
		icon: age.isOutdated ? 'warning' : 'crl',
		place: undefined,
		isCurrent: true,
		isCrl: true,
		link: issuer === undefined ? 'missing' : verdictOf(issuer),
	};
	if (issuer !== undefined) {
		const above = certificateChain(context, issuer).map((node) => ({
			...node,
			isCurrent: false,
			place: node.isCurrent ? placeOf(issuer.file, issuer.object) : node.place,
		}));
		return [...above, own];
	}
	const missing: ChainNode = {
		label: name,
		description: 'Not in this workspace',
		icon: 'missing',
		place: undefined,
		isCurrent: false,
		isCrl: false,
		link: undefined,
	};
	return [missing, own];
}

function cardOf(
	{ workspace, findingsOf, now }: SummaryContext,
	place: CertificateInFile,
): CertificateCard {
	return certificateCard(workspace, place, findingsOf(place.file.path), now);
}

function descriptionOf({ now }: SummaryContext, card: CertificateCard): string {
	const days = validityShort(card.certificate, now, card.state);
	const left = card.state === 'valid' ? `${days} left` : days;
	return `${capitalized(roleWord(card.role, card.isRoot))} · ${left}`;
}

function iconOf({ role, state, findings }: CertificateCard): ChainIcon {
	if (state === 'expired' || findings.some(({ severity }) => severity === 'error')) {
		return 'error';
	}
	if (state === 'future') {
		return 'clock';
	}
	if (state === 'expiring' || findings.some(({ severity }) => severity === 'warning')) {
		return 'warning';
	}
	return role === 'ca' ? 'certificate' : role === 'unknown' ? 'file' : role;
}
