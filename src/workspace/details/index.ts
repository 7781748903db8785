import type { LintFile } from '../../lint/rule';
import type { LocatedObject } from '../../x509/read';
import { summarize, type SummaryContext } from '../summary';
import { keyOf } from '../identities';
import { placeOf, type SummaryPart } from '../summary/summary';
import { capitalized } from '../summary/words';
import { chainOf } from './chain';
import { encodingOf } from './encoding';
import { entriesOf, groupsOf } from './fields';
import type { Details } from './model';
import { verdictOf } from './verdict';

export type { Details } from './model';

/** Everything about one object of a file, as a page shows it. */
export function detailsOf(context: SummaryContext, file: LintFile, object: LocatedObject): Details {
	const summary = summarize(context, file, object);
	const encoding = encodingOf(object);
	const chain = chainOf(context, file, object);
	const title = summary?.name ?? kindTitle(object);
	return {
		title,
		meta: [
			...(summary === undefined ? [] : [{ text: `${capitalized(summary.title)} · ` }]),
			{ text: file.path, place: placeOf(file, object) },
			...(file.content.isBinary ? [] : [{ text: `, line ${object.line}` }]),
			...keyParts(context, file, object),
		],
		verdict: verdictOf(context, file, object, chain),
		chain,
		groups: groupsOf(context, file, object, encoding),
		entries: object.kind === 'crl' ? entriesOf(object.crl) : undefined,
		encoding,
		isWithheld: encoding === undefined && secretKinds.has(object.kind),
	};
}

/** What holds, or may hold, private keys. */
const secretKinds: ReadonlySet<LocatedObject['kind']> = new Set([
	'privateKey',
	'encryptedPrivateKey',
	'pkcs12',
	'jks',
]);

function keyParts(
	{ workspace }: SummaryContext,
	file: LintFile,
	object: LocatedObject,
): SummaryPart[] {
	const key = object.kind === 'certificate' ? keyOf(workspace, { file, object }) : undefined;
	return key === undefined
		? []
		: [{ text: ' · key in ' }, { text: key.file.path, place: placeOf(key.file, key.object) }];
}

/** What is only recognized is called by its kind, or by its PEM label. */
function kindTitle({ kind, label }: LocatedObject): string {
	return kindTitles[kind] ?? label ?? 'Unknown object';
}

const kindTitles: Readonly<Record<string, string>> = {
	ocspResponse: 'OCSP response',
	sshPublicKey: 'SSH public key',
	attributeCertificate: 'Attribute certificate',
	pkcs7: 'PKCS #7',
	pkcs12: 'PKCS #12',
	jks: 'Java keystore',
	publicKey: 'Public key',
	parameters: 'Parameters',
};
