/** A half-open byte range. */
export interface Span {
	readonly start: number;
	readonly end: number;
}
