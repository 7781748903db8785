import { UserError } from '../util/userError';
import { explain } from './explain';

/** What the TLS library says against certificate and key when it loads them, as advice. */
export function contextError(error: unknown, label: string): UserError {
	const { code, message } = errorParts(error);
	const found = explain(`${code} ${message}`);
	return new UserError(
		found?.cause ?? 'identity-not-loaded',
		`${label} cannot be loaded by this TLS library: ${found?.explanation ?? message}`,
		{ nextStep: found?.nextSteps[0], cause: error },
	);
}

/** Code and first line of whatever was thrown. */
export function errorParts(error: unknown): { readonly code: string; readonly message: string } {
	const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
	return {
		code: typeof code === 'string' ? code : '',
		message: typeof message === 'string' ? (message.split('\n')[0] ?? '') : String(error),
	};
}
