import type { CertificateInFile } from '../lint/rule';

/**
 * Of several places that hold the same certificate the one people would open: where it comes first
 * and stands alone, before bundles, and a file of its own before an entry of a document and chains that hold it too.
 */
export function clearestPlace<T extends CertificateInFile>(places: readonly T[]): T | undefined {
	return places.reduce<T | undefined>(
		(best, place) => (best !== undefined && compare(best, place) <= 0 ? best : place),
		undefined,
	);
}

/** Negative if the first is clearer; the order of the places decides between equals. */
function compare(first: CertificateInFile, second: CertificateInFile): number {
	return (
		Number(first.object.entry !== undefined) - Number(second.object.entry !== undefined) ||
		positionOf(first) - positionOf(second) ||
		first.file.content.objects.length - second.file.content.objects.length ||
		Number(first.file.content.isBinary) - Number(second.file.content.isBinary)
	);
}

function positionOf({ file, object }: CertificateInFile): number {
	return file.content.objects.indexOf(object);
}
