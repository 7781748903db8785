import { inferRole } from '../lint/role';
import { namingPath } from '../lint/unit';
import type {
	CertificateInFile,
	Issued,
	IssuerCandidate,
	KeyInFile,
	LintFile,
	ObjectInFile,
	Role,
} from '../lint/rule';
import { signatureBy } from '../path/signature';
import type { Certificate } from '../x509/certificate';
import type { IndexedFiles } from './certificateIndex';
import { factsByEntry, type FileFacts } from './fileFacts';
import { folderDistance, folderOf, pairName } from './filePath';
import { Places } from './places';

/** What a set of files is told from outside. */
export interface FileSetOptions {
	/** Roots that operating systems ship; asked only when an issuer is not among the files. */
	readonly publicRoots?: () => readonly Certificate[];
	/** The role that the user gave to the certificates of a file. */
	readonly pinnedRole?: (path: string) => Role | undefined;
	/** The role that configuration files give to a file. */
	readonly configuredRole?: (path: string) => Role | undefined;
}

/**
 * Creates an empty set of files that knows how their objects belong together. A file is set and
 * deleted at the cost of its own objects; signatures are checked when asked for, and only once.
 */
export function createFileSet(options: FileSetOptions = {}): IndexedFiles {
	return new FileSet(options);
}

/** Of equal certificates in more places than this, the nearest is not looked for. */
const comparedPlaces = 50;

class FileSet implements IndexedFiles {
	readonly #options: FileSetOptions;
	readonly #files = new Map<string, LintFile>();
	readonly #folders = new Map<string, Set<LintFile>>();
	readonly #partners = new Places<LintFile>();
	readonly #bySubject = new Places<CertificateInFile>();
	readonly #byIssuer = new Places<CertificateInFile>();
	readonly #byFingerprint = new Places<CertificateInFile>();
	readonly #byKey = new Places<CertificateInFile>();
	readonly #privateKeys = new Places<KeyInFile>();
	readonly #requests = new Places<ObjectInFile<'certificateRequest'>>();
	/** Roles depend on other files, so they are forgotten with every change. */
	#roles = new WeakMap<CertificateInFile['object'], Role>();
	readonly #facts = new WeakMap<LintFile, Map<number | undefined, FileFacts>>();
	#publicRoots: Map<string, Certificate[]> | undefined;

	constructor(options: FileSetOptions) {
		this.#options = options;
	}

	get files(): Iterable<LintFile> {
		return this.#files.values();
	}

	get(path: string): LintFile | undefined {
		return this.#files.get(path);
	}

	set(file: LintFile): void {
		const known = this.#files.get(file.path);
		if (known !== undefined) {
			this.#change(known, 'delete');
		}
		this.#files.set(file.path, file);
		this.#change(file, 'add');
	}

	delete(path: string): void {
		const file = this.#files.get(path);
		if (file !== undefined) {
			this.#files.delete(path);
			this.#change(file, 'delete');
		}
	}

	issuerCandidates(issued: Issued): readonly IssuerCandidate[] {
		const places = this.#bySubject.get(issued.issuer.comparisonKey);
		const [from] = this.#byFingerprint.get(issued.fingerprintSha256);
		const nearest = new Map<string, CertificateInFile>();
		for (const place of nearestFirst(places, from?.file.path)) {
			const { fingerprintSha256 } = place.object.certificate;
			if (!nearest.has(fingerprintSha256)) {
				nearest.set(fingerprintSha256, place);
			}
		}
		return [...nearest.values()].map((place) => ({
			...place,
			signature: signatureBy(issued, place.object.certificate.publicKey),
		}));
	}

	isIssuedByPublicRoot(certificate: Certificate): boolean {
		let current: Certificate | undefined = certificate;
		// Longer than any public chain; cross-signed CAs can form a loop.
		for (let depth = 0; depth < 8 && current !== undefined; depth++) {
			const below: Certificate = current;
			if (this.#publicRootsNamed(below.issuer.comparisonKey).some((root) => isBy(below, root))) {
				return true;
			}
			current = this.#bySubject
				.get(below.issuer.comparisonKey)
				.map(({ object }) => object.certificate)
				.find((candidate) => candidate !== below && isBy(below, candidate));
		}
		return false;
	}

	privateKeysFor(spkiSha256: string): readonly KeyInFile[] {
		return this.#privateKeys.get(spkiSha256);
	}

	certificatesFor(spkiSha256: string): readonly CertificateInFile[] {
		return this.#byKey.get(spkiSha256);
	}

	issuedBy(certificate: Certificate): readonly CertificateInFile[] {
		return this.#byIssuer
			.get(certificate.subject.comparisonKey)
			.filter(({ object }) => isBy(object.certificate, certificate));
	}

	roleOf(place: CertificateInFile): Role {
		const { object, file } = place;
		// Asked each time: settings and configuration change without a file of this set.
		const said = this.#options.pinnedRole?.(file.path) ?? this.#options.configuredRole?.(file.path);
		if (said !== undefined) {
			return said;
		}
		let role = this.#roles.get(object);
		if (role === undefined) {
			role = this.#inferRole(place);
			this.#roles.set(object, role);
		}
		return role;
	}

	siblings(path: string): readonly LintFile[] {
		const folder = this.#folders.get(folderOf(path));
		return folder === undefined ? [] : [...folder].filter((file) => file.path !== path);
	}

	partners(path: string): readonly LintFile[] {
		return this.#partners.get(pairName(path));
	}

	#inferRole({ file, object }: CertificateInFile): Role {
		const { certificate } = object;
		const { publicKey, fingerprintSha256 } = certificate;
		const { leading, issuers } = this.#factsOf(file, object);
		return inferRole(certificate, {
			path: namingPath(file, object),
			isLeading: leading === certificate,
			isIssuerInFile: issuers.has(certificate.subject.comparisonKey),
			pathsOfKey: [
				...this.#privateKeys.get(publicKey.spkiSha256),
				...this.#requests.get(publicKey.spkiSha256),
			].map((place) => namingPath(place.file, place.object)),
			hasIssued: () =>
				this.#byIssuer
					.get(certificate.subject.comparisonKey)
					.some(
						({ object: other }) =>
							other.certificate.fingerprintSha256 !== fingerprintSha256 &&
							isBy(other.certificate, certificate),
					),
		});
	}

	#factsOf(file: LintFile, { entry }: CertificateInFile['object']): FileFacts {
		let facts = this.#facts.get(file);
		if (facts === undefined) {
			facts = factsByEntry(file.content);
			this.#facts.set(file, facts);
		}
		return facts.get(entry?.valueRange.start) ?? { leading: undefined, issuers: new Set() };
	}

	#publicRootsNamed(comparisonKey: string): readonly Certificate[] {
		if (this.#publicRoots === undefined) {
			this.#publicRoots = new Map();
			for (const root of this.#options.publicRoots?.() ?? []) {
				const same = this.#publicRoots.get(root.subject.comparisonKey) ?? [];
				this.#publicRoots.set(root.subject.comparisonKey, [...same, root]);
			}
		}
		return this.#publicRoots.get(comparisonKey) ?? [];
	}

	#change(file: LintFile, action: 'add' | 'delete'): void {
		this.#roles = new WeakMap();
		const folder = folderOf(file.path);
		const siblings = this.#folders.get(folder) ?? new Set();
		siblings[action](file);
		if (siblings.size > 0) {
			this.#folders.set(folder, siblings);
		} else {
			this.#folders.delete(folder);
		}
		this.#partners[action](pairName(file.path), file.path, file);
		for (const object of file.content.objects) {
			// Found again by where it stands, since a place is a new value each time.
			const id = `${file.path}:${object.start}`;
			if (object.kind === 'certificate') {
				const place = { file, object };
				const { subject, issuer, publicKey, fingerprintSha256 } = object.certificate;
				this.#bySubject[action](subject.comparisonKey, id, place);
				this.#byIssuer[action](issuer.comparisonKey, id, place);
				this.#byFingerprint[action](fingerprintSha256, id, place);
				this.#byKey[action](publicKey.spkiSha256, id, place);
			} else if (object.kind === 'privateKey' || object.kind === 'encryptedPrivateKey') {
				const spkiSha256 = object.privateKey.publicKey?.spkiSha256;
				if (spkiSha256 !== undefined) {
					this.#privateKeys[action](spkiSha256, id, { file, object } as KeyInFile);
				}
			} else if (object.kind === 'certificateRequest') {
				this.#requests[action](object.request.publicKey.spkiSha256, id, { file, object });
			}
		}
	}
}

function isBy(certificate: Certificate, issuer: Certificate): boolean {
	return signatureBy(certificate, issuer.publicKey) === 'verified';
}

function nearestFirst(
	places: readonly CertificateInFile[],
	from: string | undefined,
): readonly CertificateInFile[] {
	if (from === undefined || places.length < 2 || places.length > comparedPlaces) {
		return places;
	}
	return places.toSorted(
		(a, b) => folderDistance(a.file.path, from) - folderDistance(b.file.path, from),
	);
}
