import * as vscode from 'vscode';
import { firstLineOf, rangeOf } from '../../editor/ranges';
import type { LintFile } from '../../lint/rule';
import type { Services } from '../../services';
import { counted } from '../../util/duration';
import { visibleText } from '../../util/visibleText';
import { describeKey } from '../../x509/publicKey';
import type { LocatedObject } from '../../x509/read';
import { certificateCard } from '../../workspace/summary/certificate';
import type { SummaryContext } from '../../workspace/summary';
import { keyTitle, requestLabel, wantedRole } from '../../workspace/summary/others';
import { roleWord, validityLong, validityShort } from '../../workspace/summary/words';
import { summaryContext } from './context';

/** Lists the blocks of a file in the outline, in breadcrumbs and for Go to Symbol. */
export function registerOutline(services: Services): vscode.Disposable {
	return vscode.languages.registerDocumentSymbolProvider(
		'pem',
		{
			provideDocumentSymbols(document) {
				const file = services.fileOf(document);
				const context = summaryContext(services);
				return file.content.objects.flatMap((object) => {
					const entry = entryOf(context, file, object);
					return entry === undefined ? [] : [symbolOf(document, object, entry)];
				});
			},
		},
		{ label: 'Certificates' },
	);
}

interface Entry {
	readonly name: string;
	readonly detail: string;
	readonly kind: vscode.SymbolKind;
	/** Label and value of what stands below it. */
	readonly children: readonly (readonly [label: string, value: string])[];
}

function entryOf(
	context: SummaryContext,
	file: LintFile,
	object: LocatedObject,
): Entry | undefined {
	switch (object.kind) {
		case 'certificate': {
			const { workspace, now } = context;
			const place = { file, object };
			const card = certificateCard(workspace, place, context.findingsOf(file.path), now);
			const { certificate, role, isRoot, state } = card;
			const names = certificate.subjectAltName?.map(({ value }) => visibleText(value)) ?? [];
			return {
				name: card.label,
				detail: `${roleWord(role, isRoot)} · ${validityShort(certificate, now, state)}`,
				kind: vscode.SymbolKind.Class,
				children: [
					['Subject', visibleText(certificate.subject.text)],
					['Names', names.length === 0 ? 'none' : names.join(', ')],
					['Validity', validityLong(certificate, now, state)],
					['Key', describeKey(certificate.publicKey)],
				],
			};
		}
		case 'certificateRequest': {
			const wanted = wantedRole(object.request);
			return {
				name: requestLabel({ file, object }),
				detail: wanted === undefined ? 'request' : `request · wants ${wanted}`,
				kind: vscode.SymbolKind.Interface,
				children: [],
			};
		}
		case 'crl': {
			const { issuer, entries } = object.crl;
			return {
				name: `CRL of ${visibleText(issuer.commonName ?? issuer.text)}`,
				detail: counted(entries.length, 'entry', 'entries'),
				kind: vscode.SymbolKind.Event,
				children: [],
			};
		}
		case 'privateKey':
			return keyEntry('Private key', keyTitle({ file, object }));
		case 'encryptedPrivateKey':
			return keyEntry('Encrypted private key', keyTitle({ file, object }));
		case 'publicKey':
			return keyEntry('Public key', describeKey(object.publicKey));
		default:
			return undefined;
	}
}

function keyEntry(name: string, detail: string): Entry {
	return { name, detail, kind: vscode.SymbolKind.Key, children: [] };
}

function symbolOf(
	document: vscode.TextDocument,
	object: LocatedObject,
	{ name, detail, kind, children }: Entry,
): vscode.DocumentSymbol {
	const range = rangeOf(document, object);
	const selection = firstLineOf(document, object);
	const symbol = new vscode.DocumentSymbol(name, detail, kind, range, selection);
	symbol.children = children.map(
		([label, value]) =>
			new vscode.DocumentSymbol(label, value, vscode.SymbolKind.Field, range, selection),
	);
	return symbol;
}
