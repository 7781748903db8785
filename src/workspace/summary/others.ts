import type { CertificateInFile, LintFile, ObjectInFile } from '../../lint/rule';
import { counted, dayText, spanInWords } from '../../util/duration';
import { visibleText } from '../../util/visibleText';
import type { Crl } from '../../x509/crl';
import { keyPin } from '../../x509/describe';
import { describeKey } from '../../x509/publicKey';
import type { LocatedObject } from '../../x509/read';
import type { CertificateRequest } from '../../x509/request';
import type { IndexedFiles } from '../certificateIndex';
import { certificateLabel, keyOf, type KeyInFile } from '../identities';
import {
	placeOf,
	placeText,
	textRow,
	type Summary,
	type SummaryPart,
	type SummaryRow,
} from './summary';

/** What a request asks for, from its extended key usage: `server`, `client`; undefined if it does not say. */
export function wantedRole(request: CertificateRequest): 'server' | 'client' | 'peer' | undefined {
	const isServer = request.extendedKeyUsage?.includes('serverAuth') === true;
	const isClient = request.extendedKeyUsage?.includes('clientAuth') === true;
	if (isServer && isClient) {
		return 'peer';
	}
	return isServer ? 'server' : isClient ? 'client' : undefined;
}

/** What a request is called in lists: its common name, else its first name, else its file. */
export function requestLabel({
	file,
	object: { request },
}: ObjectInFile<'certificateRequest'>): string {
	return visibleText(
		request.subject.commonName ?? request.subjectAltName?.[0]?.value ?? baseName(file.path),
	);
}

/** Certificates here that a private key belongs to. */
export function ownersOf(workspace: IndexedFiles, key: KeyInFile): CertificateInFile[] {
	const { publicKey } = key.object.privateKey;
	if (publicKey !== undefined) {
		return [...workspace.certificatesFor(publicKey.spkiSha256)];
	}
	return [key.file, ...workspace.siblings(key.file.path)].flatMap((file) =>
		certificatesOf(file).filter((place) => {
			const own = keyOf(workspace, place);
			return own?.file.path === key.file.path && own.object.start === key.object.start;
		}),
	);
}

/** What may be told about a private key; nothing of it is ever key material. */
export function summarizePrivateKey(workspace: IndexedFiles, key: KeyInFile): Summary {
	const { privateKey } = key.object;
	const owners = ownersOf(workspace, key);
	const parts = owners.flatMap((owner, index): SummaryPart[] => [
		...(index === 0 ? [] : [{ text: ', ' }]),
		{
			text: placeText(owner.file, owner.object, key.file),
			place: placeOf(owner.file, owner.object),
		},
		{ text: ` (${visibleText(certificateLabel(owner))})` },
	]);
	const { publicKey } = privateKey;
	return {
		name: privateKey.isEncrypted ? 'Encrypted private key' : 'Private key',
		title: keyTitle(key),
		rows: [
			owners.length > 0
				? { label: 'Belongs to', parts }
				: textRow('Belongs to', 'no certificate or request in this workspace'),
			...(publicKey === undefined
				? []
				: [{ label: 'Public key pin', parts: [{ text: keyPin(publicKey) }], isCode: true }]),
		],
	};
}

/** The type of a key, or how it is encrypted where the type cannot be seen. */
export function keyTitle({ object: { privateKey } }: KeyInFile): string {
	if (privateKey.publicKey !== undefined) {
		return describeKey(privateKey.publicKey);
	}
	return privateKey.encryption ?? 'of a type that cannot be read here';
}

/** The hover's table for a request. */
export function summarizeRequest(
	workspace: IndexedFiles,
	place: ObjectInFile<'certificateRequest'>,
): Summary {
	const { request } = place.object;
	const names = request.subjectAltName?.map(({ value }) => visibleText(value)).join(', ');
	const key = workspace.privateKeysFor(request.publicKey.spkiSha256)[0];
	const type = describeKey(request.publicKey);
	const keyRow: SummaryRow =
		key === undefined
			? textRow('Key', `${type}, private key not in this workspace`)
			: {
					label: 'Key',
					parts: [
						{ text: `${type}, private key in ` },
						{ text: key.file.path, place: placeOf(key.file, key.object) },
					],
				};
	return {
		name: requestLabel(place),
		title: 'certificate request',
		rows: [
			textRow('Wants', wantedRole(request) ?? 'no purpose named'),
			textRow('Names', names ?? 'none'),
			keyRow,
		],
	};
}

/** How current a CRL is: `next update in 6 days`, `outdated 4 days`. */
export function crlAge({ nextUpdate }: Crl, now: Date): { text: string; isOutdated: boolean } {
	if (nextUpdate === undefined) {
		return { text: 'no next update', isOutdated: false };
	}
	const span = spanInWords(nextUpdate.getTime() - now.getTime());
	return now > nextUpdate
		? { text: `outdated ${span}`, isOutdated: true }
		: { text: `next update in ${span}`, isOutdated: false };
}

/** The hover's table for a CRL. */
export function summarizeCrl(crl: Crl, now: Date): Summary {
	const serials = crl.entries.slice(0, 3).map(({ serialNumber }) => `${serialNumber.slice(0, 8)}…`);
	const rest = crl.entries.length - serials.length;
	const revoked = `${serials.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
	const next = crl.nextUpdate === undefined ? '' : `${dayText(crl.nextUpdate)}, `;
	return {
		name: `CRL of ${visibleText(crl.issuer.commonName ?? crl.issuer.text)}`,
		title: counted(crl.entries.length, 'entry', 'entries'),
		rows: [
			textRow('Made', dayText(crl.thisUpdate)),
			textRow('Next', `${next}${crlAge(crl, now).text}`),
			...(crl.entries.length === 0 ? [] : [textRow('Revokes', revoked)]),
		],
	};
}

/** The last part of a path. */
export function baseName(path: string): string {
	return path.slice(path.lastIndexOf('/') + 1);
}

function certificatesOf(file: LintFile): CertificateInFile[] {
	return file.content.objects
		.filter(
			(object): object is Extract<LocatedObject, { kind: 'certificate' }> =>
				object.kind === 'certificate',
		)
		.map((object) => ({ file, object }));
}
