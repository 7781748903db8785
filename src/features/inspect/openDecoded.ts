import * as vscode from 'vscode';
import type { LintFile } from '../../lint/rule';
import type { Services } from '../../services';
import { Disposables, type Disposable } from '../../util/dispose';
import { UserError } from '../../util/userError';
import { publicPem } from '../../workspace/publicPem';
import { objectsOfEntry } from '../../workspace/summary/entry';
import type { Place } from '../../workspace/summary/summary';
import type { LocatedObject } from '../../x509/read';
import { fileAt } from './context';
import { placeIn, type PlaceTarget } from './openFile';

const scheme = 'mtls-decoded';

/** Shows the certificates of an entry (base64, a string with escapes) as the PEM that they are; private keys stay where they are. */
export function registerOpenDecoded(services: Services): Disposable {
	const disposables = new Disposables();
	const changes = disposables.add(new vscode.EventEmitter<vscode.Uri>());
	disposables.push(
		vscode.workspace.registerTextDocumentContentProvider(scheme, {
			onDidChange: changes.event,
			provideTextDocumentContent: (uri) => textOf(services, JSON.parse(uri.query) as Place),
		}),
		services.registerCommand('mtls.openDecoded', async (target: PlaceTarget) => {
			const place = placeIn(target);
			const { entry } = objectAt(services, place).object;
			const name = (entry?.title ?? place.path).replace(/[/\\]/g, '_');
			const query = JSON.stringify(place);
			const uri = vscode.Uri.from({ scheme, path: `/${name}.pem`, query });
			changes.fire(uri);
			await vscode.window.showTextDocument(uri, { preview: true });
		}),
	);
	return disposables;
}

function objectAt(
	services: Services,
	{ path, start }: Place,
): { readonly file: LintFile; readonly object: LocatedObject } {
	const file = fileAt(services, path);
	const object = file?.content.objects.find((each) => each.start === start);
	if (file === undefined || object === undefined) {
		throw new UserError('changed-since-read', `${path} changed since it was read.`);
	}
	return { file, object };
}

function textOf(services: Services, place: Place): string {
	const { file, object } = objectAt(services, place);
	const { entry } = object;
	const objects = entry === undefined ? [object] : objectsOfEntry(file, entry);
	return objects.flatMap((each) => publicPem(each) ?? []).join('');
}
