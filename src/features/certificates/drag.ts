import * as vscode from 'vscode';
import type { Services } from '../../services';
import { publicPem } from '../../workspace/publicPem';
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
				return (object && publicPem(object)) ?? [];
			});
			if (blocks.length > 0) {
				data.set('text/plain', new vscode.DataTransferItem(blocks.join('')));
			}
		},
	};
}
