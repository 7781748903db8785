/** A way on that is offered beside the sentence: a button that runs a command. */
export interface UserErrorAction {
	readonly title: string;
	readonly command: string;
	readonly arguments?: readonly unknown[];
}

/** What tests compare and callers branch on, beside the sentence for people. */
export interface UserErrorDetails {
	/** What to do about it, as a sentence of its own. */
	readonly nextStep?: string | undefined;
	/** Set by features only; the first one repairs what is wrong. */
	readonly actions?: readonly UserErrorAction[] | undefined;
	readonly cause?: unknown;
}

/**
 * Something the reader can act on, in the words of the product; shown as it is.
 * Any other error is a bug.
 */
export class UserError extends Error {
	override readonly name = 'UserError';
	/** Stable and kebab-case, such as `passphrase-wrong`. */
	readonly code: string;
	readonly nextStep: string | undefined;
	readonly actions: readonly UserErrorAction[];

	constructor(code: string, message: string, details: UserErrorDetails = {}) {
		super(message, { cause: details.cause });
		this.code = code;
		this.nextStep = details.nextStep;
		this.actions = details.actions ?? [];
	}
}
