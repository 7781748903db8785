import type { Signed } from '../path/signature';
import type { Certificate } from '../x509/certificate';
import type { LocatedObject, ReadProblem, ReadResult } from '../x509/read';
import type { StackRefusal } from './stacks';

/** How much a finding matters; the words of `mtls.lint.rules`. */
export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** What a certificate is used as; `peer` is server and client in one. */
export type Role = 'ca' | 'server' | 'client' | 'peer' | 'unknown';

/** A file as the rules see it. */
export interface LintFile {
	/** As the caller gave it, joined with `/`. */
	readonly path: string;
	readonly content: ReadResult;
}

/** An object together with the file that holds it. */
export interface ObjectInFile<K extends LocatedObject['kind'] = LocatedObject['kind']> {
	readonly file: LintFile;
	readonly object: Extract<LocatedObject, { kind: K }>;
}

/** A private key at its place; encrypted ones count, they open with a passphrase. */
export type KeyInFile = ObjectInFile<'privateKey'> | ObjectInFile<'encryptedPrivateKey'>;

/** A certificate together with the file that holds it. */
export type CertificateInFile = ObjectInFile<'certificate'>;

/**
 * The rest of the workspace, read-only, as far as rules may ask about it.
 * Answers are by content, never by file name, and cheap when asked again.
 */
export interface LintWorkspace {
	/** Certificates whose subject is the issuer name of a certificate or CRL, nearest folder first. */
	issuerCandidates(issued: Issued): readonly IssuerCandidate[];
	/** True if some root that operating systems ship signed this, directly or through what is here. */
	isIssuedByPublicRoot(certificate: Certificate): boolean;
	/** Private keys (usable or encrypted with a readable public half) with this public key. */
	privateKeysFor(spkiSha256: string): readonly KeyInFile[];
	/** Certificates with this public key. */
	certificatesFor(spkiSha256: string): readonly CertificateInFile[];
	/** Certificates that name `certificate` as issuer and whose signature its key verifies. */
	issuedBy(certificate: Certificate): readonly CertificateInFile[];
	/** The role of a certificate at its place, see `role.ts`. */
	roleOf(certificate: CertificateInFile): Role;
	/** The other files of the same folder. */
	siblings(path: string): readonly LintFile[];
	/** Files of the folder, this one too, that are named as a pair: `server.crt`, `server.key`, `server-key.pem`. */
	partners(path: string): readonly LintFile[];
}

/** A certificate or a CRL, as far as it tells who issued it. */
export type Issued = Signed & Pick<Certificate, 'issuer' | 'fingerprintSha256'>;

/** A certificate that may have issued another, with what its key says about the signature. */
export interface IssuerCandidate extends CertificateInFile {
	readonly signature: 'verified' | 'mismatch' | 'unsupported';
}

/** Knobs of a lint run, from settings or the command line. */
export interface LintOptions {
	readonly now: Date;
	readonly profile: 'mtls' | 'webpki';
	/** Days before the end from which `expires-soon` speaks. */
	readonly expiresSoonDays: number;
	/** True where that number was asked for in this call: then it holds for short-lived certificates too. */
	readonly isExpiresSoonExact?: boolean | undefined;
	/** Rule id to severity or `off`; rules not named keep their own. */
	readonly severities: Readonly<Record<string, Severity | 'off'>>;
}

/** What a rule is given. */
export interface RuleContext {
	readonly file: LintFile;
	readonly object: LocatedObject;
	readonly role: Role;
	readonly workspace: LintWorkspace;
	readonly options: LintOptions;
}

/** What every rule says of itself, whatever it looks at. */
export interface Rule {
	/** Kebab-case, final once released; also the name of its page under docs/rules. */
	readonly id: string;
	/** Sentence-case title for lists and pages. */
	readonly title: string;
	/** At most 24 characters, for the CodeLens: "no SAN". */
	readonly shortTitle: string;
	readonly severity: Severity;
	/** Standard and section, such as `RFC 5280, 4.2.1.6`. */
	readonly reference: string;
	/** Ids of rules whose finding on the same object makes this one's superfluous: one cause, one finding. */
	readonly yieldsTo: readonly string[];
}

/** A check of one object: what it looks for, where that is written, and who refuses what it finds. */
export interface ObjectRule extends Rule {
	/** Cheap test by kind and role whether `check` makes sense. */
	appliesTo(context: RuleContext): boolean;
	/** Undefined if all is well. */
	check(context: RuleContext): RuleHit | undefined;
}

/** A rule that turns what the reader could not read into findings, so that nothing is lost silently. */
export interface ProblemRule extends Rule {
	/** Undefined if the problem is another rule's. */
	checkProblem(problem: ReadProblem, file: LintFile): RuleHit | undefined;
}

/** What a rule found. */
export interface RuleHit {
	/** One sentence with the certificate's own values. */
	readonly message: string;
	/** Byte range in the object's DER that the finding is about; undefined means the whole object. */
	readonly span?: { readonly start: number; readonly end: number } | undefined;
	/** Stacks that refuse exactly this, from `stacks.ts`. */
	readonly refusedBy: readonly StackRefusal[];
	readonly related?: readonly RelatedPlace[];
	readonly fix?: FixSuggestion | undefined;
}

/** Another place the sentence names: the issuer, the key that does fit. */
export interface RelatedPlace {
	readonly path: string;
	readonly offset: number;
	readonly line: number;
	readonly message: string;
}

/** A repair a machine can make; `data` says with what, the workspace layer carries it out. */
export type FixSuggestion =
	| {
			readonly id: 'reissue-with-subject-alternative-name';
			readonly title: string;
			readonly names: readonly string[];
	  }
	| {
			readonly id: 'reissue-with-extended-key-usage';
			readonly title: string;
			readonly extendedKeyUsage: readonly string[];
	  };

/** A rule's hit on an object of a file, with its final severity. */
export interface Finding extends RuleHit {
	readonly rule: Rule;
	readonly severity: Severity;
	readonly path: string;
	/** Line of the object's BEGIN, from 1. */
	readonly line: number;
	/** For a problem outside of any object, one of kind `unknown` that stands where the problem is. */
	readonly object: LocatedObject;
}
