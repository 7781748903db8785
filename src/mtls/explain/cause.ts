import type { ProbeCause } from '../report';

/** What an error turns out to mean; those of a probe, and those that no probe can meet. */
export type ExplainedCause =
	| Exclude<ProbeCause, 'ok' | 'cancelled' | 'not-proven'>
	| 'missing-subject-alternative-name'
	| 'key-usage-missing-digital-signature'
	| 'issuer-not-a-ca'
	| 'issuer-signature-mismatch'
	| 'path-length-exceeded'
	| 'name-constraints-violated'
	| 'missing-authority-key-identifier'
	| 'basic-constraints-not-critical'
	| 'validity-too-long'
	| 'revoked'
	| 'leaf-is-ca'
	| 'weak-algorithm'
	| 'no-common-version'
	| 'no-common-application-protocol'
	| 'key-mismatch'
	| 'key-type-mismatch'
	| 'wrong-passphrase'
	| 'not-pem'
	| 'pem-truncated'
	| 'pkcs12-wrong-passphrase'
	| 'pkcs12-unsupported-encryption'
	| 'algorithm-unavailable'
	| 'trust-store-empty'
	| 'key-file-mode'
	| 'client-key-unusable';

/** Whose opinion an error states; `loading` means that no connection was begun, `connection` that no TLS was spoken. */
export type VerdictOf = 'server' | 'client' | 'loading' | 'connection';

/** An error's meaning without the wording that led to it. */
export interface CauseText {
	readonly cause: ExplainedCause;
	readonly verdictOf: VerdictOf;
	readonly certificateAtFault: 'client' | 'server' | null;
	readonly explanation: string;
	readonly nextSteps: readonly string[];
}

/** A verdict of the other side on the certificate of `side`. */
export const bySide = (
	side: 'client' | 'server',
	cause: ExplainedCause,
	explanation: string,
	...nextSteps: readonly string[]
): CauseText => ({
	cause,
	verdictOf: side === 'client' ? 'server' : 'client',
	certificateAtFault: side,
	explanation,
	nextSteps,
});

/** A cause that no certificate is to blame for. */
export const of = (
	verdictOf: VerdictOf,
	cause: ExplainedCause,
	explanation: string,
	...nextSteps: readonly string[]
): CauseText => ({ cause, verdictOf, certificateAtFault: null, explanation, nextSteps });
