import * as vscode from 'vscode';
import { pemDocuments } from '../../editor/pemDocuments';
import type { Services } from '../../services';
import { Disposables, type Disposable } from '../../util/dispose';
import { registerCodeLens } from './codeLens';
import { registerDetails } from './details';
import { foldingProvider } from './folding';
import { registerHover } from './hover';
import { registerLineEnds } from './lineEnds';
import { registerOpenFile } from './openFile';
import { registerOpenDecoded } from './openDecoded';
import { registerOutline } from './outline';

/** Shows what certificate files say, in their editors. */
export function register(services: Services): Disposable {
	const disposables = new Disposables();
	disposables.push(
		registerHover(services),
		registerCodeLens(services),
		registerLineEnds(services),
		registerOutline(services),
		vscode.languages.registerFoldingRangeProvider(pemDocuments, foldingProvider),
		registerDetails(services),
		registerOpenDecoded(services),
		registerOpenFile(services),
	);
	return disposables;
}
