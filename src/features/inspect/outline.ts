import * as vscode from 'vscode';
import { firstLineOf, rangeOf } from '../../editor/ranges';
import type { LintFile } from '../../lint/rule';
import type { Services } from '../../services';
import { counted } from '../../util/duration';
import { visibleText } from '../../util/visibleText';
import { describeKey } from '../../x509/publicKey';
import type { Span } from '../../x509/der';
import type { EmbeddedEntry, LocatedObject } from '../../x509/read';
import { findPemBlocks, textOffsetOfByte, type PemBlock } from '../../x509/read/pem';
import { certificateCard } from '../../workspace/summary/certificate';
import type { SummaryContext } from '../../workspace/summary';
import { containerName, containerState } from '../../workspace/summary/containers';
import { keyTitle, requestLabel, wantedRole } from '../../workspace/summary/others';
import { roleWord, validityLong, validityShort } from '../../workspace/summary/words';
import { summaryContext } from './context';

/** Lists the blocks of a file in the outline, in breadcrumbs and for Go to Symbol. */
export function registerOutline(services: Services): vscode.Disposable {
	return vscode.languages.registerDocumentSymbolProvider(
		services.documents,
		{
			async provideDocumentSymbols(document) {
				const file = await services.readDocument(document);
				const context = summaryContext(services);
				const text = document.getText();
				const blocks = new Map(findPemBlocks(text).map((block) => [block.start, block]));
				return file.content.objects.flatMap((object) => {
					const entry = entryOf(context, file, object);
					if (entry !== undefined && object.entry !== undefined) {
						return [symbolOfEntry(document, object.entry, entry)];
					}
					const block = blocks.get(object.start);
					return entry === undefined || block === undefined
						? []
						: [symbolOf(document, block, entry)];
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
	readonly children: readonly EntryField[];
}

/** A field of a certificate with its bytes, so that a click selects their base64. */
interface EntryField {
	readonly label: string;
	readonly value: string;
	readonly span: Span | undefined;
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
					{
						label: 'Subject',
						value: visibleText(certificate.subject.text),
						span: certificate.spans.subject,
					},
					{
						label: 'Names',
						value: names.length === 0 ? 'none' : names.join(', '),
						// Without any, the common name stands in for them.
						span:
							certificate.extensions.find(({ name }) => name === 'subjectAltName')?.span ??
							certificate.spans.subject,
					},
					{
						label: 'Validity',
						value: validityLong(certificate, now, state),
						span: certificate.spans.notBefore,
					},
					{
						label: 'Key',
						value: describeKey(certificate.publicKey),
						span: certificate.spans.subjectPublicKeyInfo,
					},
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
		case 'pkcs7':
		case 'pkcs12':
		case 'jks':
		case 'ocspResponse': {
			const name = containerName(object);
			const detail = containerState(context, file, object);
			return { name, detail, kind: vscode.SymbolKind.Package, children: [] };
		}
		default:
			return undefined;
	}
}

function keyEntry(name: string, detail: string): Entry {
	return { name, detail, kind: vscode.SymbolKind.Key, children: [] };
}

/** In a document from the key to the end of the value; the bytes of a field are not looked for in there. */
function symbolOfEntry(
	document: vscode.TextDocument,
	{ name: key, keyRange, valueRange }: EmbeddedEntry,
	{ name, detail, kind, children }: Entry,
): vscode.DocumentSymbol {
	const selection = rangeOf(document, keyRange);
	const range = selection.union(rangeOf(document, valueRange));
	const words = `${visibleText(key)} · ${detail}`;
	const symbol = new vscode.DocumentSymbol(name, words, kind, range, selection);
	symbol.children = children.map(
		({ label, value }) =>
			new vscode.DocumentSymbol(label, value, vscode.SymbolKind.Field, range, selection),
	);
	return symbol;
}

function symbolOf(
	document: vscode.TextDocument,
	block: PemBlock,
	{ name, detail, kind, children }: Entry,
): vscode.DocumentSymbol {
	const selection = firstLineOf(document, block);
	const range = rangeOf(document, block);
	const symbol = new vscode.DocumentSymbol(name, detail, kind, range, selection);
	const text = document.getText();
	symbol.children = children.map(({ label, value, span }) => {
		const place =
			span === undefined
				? selection
				: rangeOf(document, {
						start: textOffsetOfByte(text, block, span.start),
						end: textOffsetOfByte(text, block, span.end),
					});
		return new vscode.DocumentSymbol(label, value, vscode.SymbolKind.Field, place, place);
	});
	return symbol;
}
