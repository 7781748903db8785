import * as vscode from 'vscode';
import { encodePem } from '../../issue/pem';
import type { Services } from '../../services';
import type { Node } from './nodes/node';

/**
 * Lets rows be dragged into an editor, where the PEM of the certificate, request or CRL is inserted;
 * keys stay where they are.
 */
export function dragController({ index }: Services): vscode.TreeDragAndDropController<Node> {
	return {
		dragMimeTypes: ['text/plain'],
		dropMimeTypes: [],
		handleDrag(nodes, data) {
			const blocks = nodes.flatMap(({ place }) => {
				const objects = place && index.workspace.get(place.path)?.content.objects;
				const object = objects?.find(({ start }) => start === place?.start);
				switch (object?.kind) {
					case 'certificate':
						return [encodePem('CERTIFICATE', object.certificate.der)];
					case 'certificateRequest':
						return [encodePem('CERTIFICATE REQUEST', object.request.der)];
					case 'crl':
						return [encodePem('X509 CRL', object.crl.der)];
					default:
						return [];
				}
			});
			if (blocks.length > 0) {
				data.set('text/plain', new vscode.DataTransferItem(blocks.join('')));
			}
		},
	};
}
