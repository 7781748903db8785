import { benchCreate } from './create';
import { benchDecode } from './decode';
import { benchIndexing } from './indexing';
import type { Section, Size } from './report';

/** What the engine's benches need to know of the place they run in. */
export interface Place {
	/** The bundled command line. */
	readonly cli: string;
	/** The compiled `decode.go`; undefined without Go. */
	readonly goProgram: string | undefined;
}

/** The benches that need no editor, by the names that `npm run bench -- NAME` knows. */
export const benches: Readonly<
	Record<string, (size: Size, place: Place) => Promise<readonly Section[]>>
> = {
	decode: (size, { goProgram }) => benchDecode(size, goProgram),
	index: (size) => benchIndexing(size),
	create: (size, { cli }) => benchCreate(size, cli),
};

export { median } from './compare';
export { ratioText, time } from './report';
