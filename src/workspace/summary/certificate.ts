import type { CertificateInFile, Finding, IssuerCandidate, Role } from '../../lint/rule';
import { counted } from '../../util/duration';
import { visibleText } from '../../util/visibleText';
import { isSelfIssued, type Certificate } from '../../x509/certificate';
import { colonHex } from '../../x509/describe';
import { describeKey } from '../../x509/publicKey';
import type { IndexedFiles } from '../certificateIndex';
import { clearestPlace } from '../clearestPlace';
import { certificateLabel, keyOf, type KeyInFile } from '../identities';
import {
	placeOf,
	placeText,
	textRow,
	type Summary,
	type SummaryPart,
	type SummaryRow,
} from './summary';
import { roleTitle, validityLong, validityState, type ValidityState } from './words';

/** A certificate with all that the workspace knows about it: asked once, shown in many places. */
export interface CertificateCard {
	readonly place: CertificateInFile;
	readonly certificate: Certificate;
	readonly label: string;
	readonly role: Role;
	readonly isRoot: boolean;
	readonly state: ValidityState;
	/** The candidate with the matching key, else the first of that name, else undefined. */
	readonly issuer: IssuerCandidate | undefined;
	readonly isPublic: boolean;
	readonly key: KeyInFile | undefined;
	/** Those of this very certificate. */
	readonly findings: readonly Finding[];
}

/** Gathers what is known about a certificate; `findings` are those of its file. */
export function certificateCard(
	workspace: IndexedFiles,
	place: CertificateInFile,
	findings: readonly Finding[],
	now: Date,
): CertificateCard {
	const { certificate } = place.object;
	const own = findings.filter(({ object }) => object.start === place.object.start);
	const candidates = workspace.issuerCandidates(certificate);
	const issuer = candidates.find(({ signature }) => signature === 'verified') ?? candidates[0];
	const isExpiringSoon = own.some(({ rule }) => rule.id === 'expires-soon');
	return {
		place,
		certificate,
		label: visibleText(certificateLabel(place)),
		role: workspace.roleOf(place),
		isRoot: isSelfIssued(certificate),
		state: validityState(certificate, now, isExpiringSoon),
		issuer: issuer && atClearestPlace(workspace, issuer),
		isPublic: workspace.isIssuedByPublicRoot(certificate),
		key: keyOf(workspace, place),
		findings: own,
	};
}

/** Of the files beside the candidate that hold it too, the one people would open. */
function atClearestPlace(workspace: IndexedFiles, candidate: IssuerCandidate): IssuerCandidate {
	const { fingerprintSha256, publicKey } = candidate.object.certificate;
	const folder = folderOf(candidate.file.path);
	const places = workspace
		.certificatesFor(publicKey.spkiSha256)
		.filter(
			({ file, object }) =>
				object.certificate.fingerprintSha256 === fingerprintSha256 &&
				folderOf(file.path) === folder,
		);
	return { ...candidate, ...clearestPlace(places) };
}

function folderOf(path: string): string {
	return path.slice(0, path.lastIndexOf('/') + 1);
}

/** The hover's table for a certificate; the tooltip adds where it stands. */
export function summarizeCertificate(
	card: CertificateCard,
	workspace: IndexedFiles,
	findingsOf: (path: string) => readonly Finding[],
	now: Date,
): Summary {
	const { certificate, role, isRoot, state, label } = card;
	const title = roleTitle(role, isRoot);
	const suffix = { valid: '', expiring: '', expired: ', expired', future: ', not yet valid' }[
		state
	];
	const rows: SummaryRow[] = [textRow('Valid', validityLong(certificate, now, state))];
	if (role !== 'ca' || certificate.subjectAltName !== undefined) {
		rows.push(textRow('Names', namesText(certificate)));
	}
	if (!isRoot || role !== 'ca') {
		rows.push({ label: 'Issuer', parts: issuerParts(card) });
	}
	if (role === 'ca') {
		rows.push(textRow('Issued', issuedText(certificate, workspace, findingsOf)));
		rows.push(textRow('Limits', limitsText(certificate)));
	}
	rows.push({ label: 'Key', parts: keyParts(card) });
	const fingerprint = shortFingerprint(certificate.fingerprintSha256);
	rows.push({ label: 'SHA-256', parts: [{ text: fingerprint }], isCode: true });
	return { name: label, title: `${title}${suffix}`, rows };
}

/** What an issuer is called where it is not at hand. */
export function issuerLabel({ issuer }: Certificate): string {
	return visibleText(
		issuer.commonName ?? (issuer.text === '' ? 'an issuer without a name' : issuer.text),
	);
}

/** Names shown before the rest is only counted; a hover has 15 lines. */
const shownNames = 8;

function namesText({ subject, subjectAltName }: Certificate): string {
	if (subjectAltName === undefined || subjectAltName.length === 0) {
		const { commonName } = subject;
		return commonName === undefined ? 'none' : `none (common name ${visibleText(commonName)})`;
	}
	const shown = subjectAltName.slice(0, shownNames).map(({ value }) => visibleText(value));
	const rest = subjectAltName.length - shown.length;
	return `${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

function issuerParts(card: CertificateCard): SummaryPart[] {
	const { certificate, isRoot, issuer, isPublic } = card;
	if (isRoot && issuer?.object.certificate.fingerprintSha256 === certificate.fingerprintSha256) {
		return [{ text: 'itself (self-signed)' }];
	}
	const name = issuerLabel(certificate);
	if (issuer === undefined) {
		const where = isPublic ? 'a public CA' : 'not in this workspace';
		return [{ text: `${name}, ${where}` }];
	}
	const verdict = {
		verified: 'signature verified',
		mismatch: 'its key did not sign this',
		unsupported: 'signature not checked',
	}[issuer.signature];
	const { file, object } = issuer;
	const link = { text: placeText(file, object, card.place.file), place: placeOf(file, object) };
	return [{ text: `${name}, in ` }, link, { text: `, ${verdict}` }];
}

function keyParts({ certificate, key, place }: CertificateCard): SummaryPart[] {
	const type = describeKey(certificate.publicKey);
	if (key === undefined) {
		return [{ text: `${type}, private key not in this workspace` }];
	}
	const link = {
		text: placeText(key.file, key.object, place.file),
		place: placeOf(key.file, key.object),
	};
	const kind = key.object.privateKey.isEncrypted ? 'encrypted private key' : 'private key';
	return [{ text: `${type}, ${kind} in ` }, link];
}

function issuedText(
	certificate: Certificate,
	workspace: IndexedFiles,
	findingsOf: (path: string) => readonly Finding[],
): string {
	const issued = workspace
		.issuedBy(certificate)
		.filter(({ object }) => object.certificate.fingerprintSha256 !== certificate.fingerprintSha256);
	const count = new Set(issued.map(({ object }) => object.certificate.fingerprintSha256)).size;
	if (count === 0) {
		return 'no certificate here';
	}
	const soon = issued.filter(({ file, object }) =>
		findingsOf(file.path).some(
			(finding) => finding.rule.id === 'expires-soon' && finding.object.start === object.start,
		),
	).length;
	const here = `${counted(count, 'certificate')} here`;
	return soon === 0 ? here : `${here}, ${soon} ${soon === 1 ? 'expires' : 'expire'} soon`;
}

function limitsText({ basicConstraints, nameConstraints }: Certificate): string {
	const length = basicConstraints?.pathLength;
	const paths = length === undefined ? 'no path length' : `path length ${length}`;
	if (nameConstraints === undefined) {
		return `${paths}, no name constraints`;
	}
	const names = ({ value }: { readonly value: string }): string => visibleText(value);
	const permitted = nameConstraints.permitted.map(names).join(', ');
	const excluded = nameConstraints.excluded.map(names).join(', ');
	return [
		paths,
		...(permitted === '' ? [] : [`names only under ${permitted}`]),
		...(excluded === '' ? [] : [`no names under ${excluded}`]),
	].join(', ');
}

/** Head and tail of a fingerprint: what people compare by eye. */
function shortFingerprint(hex: string): string {
	const pairs = colonHex(hex).split(':');
	return `${pairs.slice(0, 7).join(':')}:…:${pairs.slice(-5).join(':')}`;
}
