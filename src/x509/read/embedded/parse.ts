import type { TreeNode } from './tree';

/** One document of a text. */
export interface ParsedDocument {
	/** Undefined if nothing of it could be read. */
	readonly root: TreeNode | undefined;
	/** Offset of the first thing that is not as the format asks. */
	readonly fault: number | undefined;
}

/** Reads the documents of a text one by one, so that a reader may rest between two of them. */
export type Parse = (text: string) => Generator<ParsedDocument>;
