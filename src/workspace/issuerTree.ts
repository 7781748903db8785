import type { CertificateInFile, Finding, LintFile, ObjectInFile } from '../lint/rule';
import { clearestPlace } from './clearestPlace';
import type { Pause } from '../util/slices';
import { verifySignature } from '../x509/crypto';
import { isAuthority, type KeyInFile } from './identities';
import type { ContainerObject } from './summary/containers';
import { certificateCard, issuerLabel, type CertificateCard } from './summary/certificate';
import type { SummaryContext } from './summary';

/** One certificate, however many files hold it. */
export interface CertificateEntry {
	/** Made for the first place. */
	readonly card: CertificateCard;
	readonly places: readonly CertificateInFile[];
	/** Of all places, each rule once. */
	readonly findings: readonly Finding[];
	/** What its key signed here, by name. */
	readonly issued: CertificateEntry[];
	readonly crls: ObjectInFile<'crl'>[];
}

/** An issuer that certificates here name and no file holds. */
export interface MissingIssuer {
	readonly name: string;
	/** Lower-case hex from the authority key identifier; two issuers of one name are told apart by it. */
	readonly keyIdentifier: string | undefined;
	readonly isPublic: boolean;
	readonly issued: CertificateEntry[];
}

/** PKCS #7, PKCS #12, JKS and OCSP files; what they hold stands among the rest as well. */
export interface StoreInFile {
	readonly file: LintFile;
	readonly object: ContainerObject;
}

/** Everything in the workspace in the order of the Certificates view. */
export interface IssuerTree {
	/** CAs that nothing here is superior to. */
	readonly authorities: readonly CertificateEntry[];
	readonly missingIssuers: readonly MissingIssuer[];
	readonly selfSigned: readonly CertificateEntry[];
	/** CRLs whose CA is not here. */
	readonly crls: readonly ObjectInFile<'crl'>[];
	readonly stores: readonly StoreInFile[];
	readonly unreadable: readonly LintFile[];
	readonly requests: readonly ObjectInFile<'certificateRequest'>[];
	/** Private keys that no certificate and no request here has the public half of. */
	readonly keys: readonly KeyInFile[];
	readonly entries: ReadonlyMap<string, CertificateEntry>;
}

/** Arranges the workspace by real signatures; `pause` is called between certificates. */
export async function buildIssuerTree(context: SummaryContext, pause: Pause): Promise<IssuerTree> {
	const sorted = sortByKind(context.workspace.files);
	const entries = await collectEntries(context, sorted.certificates, pause);
	const { roots, missing } = link(entries);
	for (const entry of entries.values()) {
		entry.issued.sort(byLabel);
	}
	return {
		authorities: roots.filter(({ card }) => isAuthority(card.certificate)).sort(byLabel),
		missingIssuers: missing.sort((a, b) => a.name.localeCompare(b.name)),
		selfSigned: roots.filter(({ card }) => !isAuthority(card.certificate)).sort(byLabel),
		crls: crlsWithoutAuthority(sorted.crls, entries),
		stores: sorted.stores,
		unreadable: sorted.unreadable,
		requests: sorted.requests,
		keys: await keysWithoutOwner(context, sorted, entries, pause),
		entries,
	};
}

/** The objects of the workspace by kind, in the order of their paths and places. */
interface SortedObjects {
	readonly certificates: CertificateInFile[];
	readonly requests: ObjectInFile<'certificateRequest'>[];
	readonly crls: ObjectInFile<'crl'>[];
	readonly keys: KeyInFile[];
	readonly stores: StoreInFile[];
	readonly unreadable: LintFile[];
}

function sortByKind(files: Iterable<LintFile>): SortedObjects {
	const sorted: SortedObjects = {
		certificates: [],
		requests: [],
		crls: [],
		keys: [],
		stores: [],
		unreadable: [],
	};
	for (const file of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
		const { objects, problems } = file.content;
		if (objects.length === 0 && problems.length > 0) {
			sorted.unreadable.push(file);
		}
		for (const object of objects) {
			switch (object.kind) {
				case 'certificate':
					sorted.certificates.push({ file, object });
					break;
				case 'certificateRequest':
					sorted.requests.push({ file, object });
					break;
				case 'crl':
					sorted.crls.push({ file, object });
					break;
				case 'privateKey':
					sorted.keys.push({ file, object });
					break;
				case 'encryptedPrivateKey':
					sorted.keys.push({ file, object });
					break;
				case 'pkcs7':
				case 'pkcs12':
				case 'jks':
				case 'ocspResponse':
					sorted.stores.push({ file, object });
					break;
			}
		}
	}
	return sorted;
}

async function collectEntries(
	{ workspace, findingsOf, now }: SummaryContext,
	certificates: readonly CertificateInFile[],
	pause: Pause,
): Promise<Map<string, CertificateEntry>> {
	const places = new Map<string, CertificateInFile[]>();
	for (const place of certificates) {
		const { fingerprintSha256 } = place.object.certificate;
		const held = places.get(fingerprintSha256) ?? [];
		held.push(place);
		places.set(fingerprintSha256, held);
	}
	const entries = new Map<string, CertificateEntry>();
	for (const [fingerprint, held] of places) {
		const cards = held.map((place) =>
			certificateCard(workspace, place, findingsOf(place.file.path), now),
		);
		// A name that tells the role, as server.crt does, is where the certificate is at home.
		const known = held.filter((_, index) => cards[index]?.role !== 'unknown');
		const home = clearestPlace(known.length > 0 ? known : held);
		const card = cards.find(({ place }) => place === home);
		if (card !== undefined) {
			const findings = new Map<string, Finding>();
			for (const finding of cards.flatMap((each) => each.findings)) {
				findings.set(finding.rule.id, findings.get(finding.rule.id) ?? finding);
			}
			entries.set(fingerprint, {
				card,
				places: held,
				findings: [...findings.values()],
				issued: [],
				crls: [],
			});
		}
		await pause();
	}
	return entries;
}

/** Hangs every certificate below its issuer; what is left over are roots and missing issuers. */
function link(entries: ReadonlyMap<string, CertificateEntry>): {
	roots: CertificateEntry[];
	missing: MissingIssuer[];
} {
	const roots: CertificateEntry[] = [];
	const missing = new Map<string, MissingIssuer>();
	for (const entry of entries.values()) {
		const { certificate, issuer, isRoot, isPublic } = entry.card;
		const parent =
			issuer?.signature === 'verified'
				? entries.get(issuer.object.certificate.fingerprintSha256)
				: undefined;
		if (parent !== undefined && parent !== entry && !closesLoop(entries, entry)) {
			parent.issued.push(entry);
		} else if (parent !== undefined || isRoot) {
			roots.push(entry);
		} else {
			const keyIdentifier = certificate.authorityKeyIdentifier?.keyIdentifier;
			const id = `${certificate.issuer.comparisonKey}\n${keyIdentifier ?? ''}`;
			const name = issuerLabel(certificate);
			const group = missing.get(id) ?? { name, keyIdentifier, isPublic, issued: [] };
			group.issued.push(entry);
			missing.set(id, group);
		}
	}
	for (const group of missing.values()) {
		group.issued.sort(byLabel);
	}
	return { roots, missing: [...missing.values()] };
}

/**
 * True for one certificate of every ring of CAs that signed each other: a tree has to begin
 * somewhere, and the smallest fingerprint begins it whatever the order of the files.
 */
function closesLoop(
	entries: ReadonlyMap<string, CertificateEntry>,
	entry: CertificateEntry,
): boolean {
	const start = entry.card.certificate.fingerprintSha256;
	const seen = new Set<string>([start]);
	let smallest = start;
	let { issuer } = entry.card;
	while (issuer?.signature === 'verified') {
		const above = issuer.object.certificate.fingerprintSha256;
		if (above === start) {
			return smallest === start;
		}
		if (seen.has(above)) {
			return false;
		}
		seen.add(above);
		smallest = above < smallest ? above : smallest;
		issuer = entries.get(above)?.card.issuer;
	}
	return false;
}

function crlsWithoutAuthority(
	crls: readonly ObjectInFile<'crl'>[],
	entries: ReadonlyMap<string, CertificateEntry>,
): ObjectInFile<'crl'>[] {
	return crls.filter((place) => {
		const authority = [...entries.values()].find(({ card }) => isCrlOf(place, card));
		authority?.crls.push(place);
		return authority === undefined;
	});
}

function isCrlOf(
	{ object: { crl } }: ObjectInFile<'crl'>,
	{ certificate }: CertificateCard,
): boolean {
	return (
		certificate.subject.comparisonKey === crl.issuer.comparisonKey &&
		verifySignature(crl.signatureAlgorithm, certificate.publicKey.spki, crl.tbs, crl.signature) ===
			'verified'
	);
}

async function keysWithoutOwner(
	{ workspace }: SummaryContext,
	{ keys, requests }: SortedObjects,
	entries: ReadonlyMap<string, CertificateEntry>,
	pause: Pause,
): Promise<KeyInFile[]> {
	const owned = new Set([...entries.values()].map(({ card }) => card.key?.object));
	const requested = new Set(requests.map(({ object }) => object.request.publicKey.spkiSha256));
	const orphans: KeyInFile[] = [];
	for (const place of keys) {
		if (place.object.within !== undefined) {
			// A key in a container stands below it, whether its certificate is there or not.
			continue;
		}
		const spki = place.object.privateKey.publicKey?.spkiSha256;
		const isKnown =
			spki !== undefined && (requested.has(spki) || workspace.certificatesFor(spki).length > 0);
		if (!isKnown && !owned.has(place.object)) {
			orphans.push(place);
		}
		await pause();
	}
	return orphans;
}

function byLabel(a: CertificateEntry, b: CertificateEntry): number {
	return a.card.label.localeCompare(b.card.label);
}
