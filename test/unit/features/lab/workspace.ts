import { createFileSet } from '../../../../src/workspace/fileSet';
import type {
	CertificateIndex,
	IndexChange,
	SourceContent,
} from '../../../../src/workspace/certificateIndex';
import { Emitter } from '../../../../src/util/emitter';
import { readText } from '../../../../src/x509/read';
import { buildCa, buildCertificate } from '../../../support/certificates';
import type { BuiltCertificate } from '../../../support/certificates';

/** A workspace in memory, with the part of the index that the lab uses. */
export class MemoryWorkspace {
	readonly #texts = new Map<string, string>();
	readonly #changes = new Emitter<IndexChange>();
	readonly index: Pick<CertificateIndex, 'workspace' | 'onDidChange'> = {
		workspace: createFileSet(),
		onDidChange: this.#changes.event,
	};
	readonly files = {
		read: (path: string): Promise<SourceContent> => {
			const text = this.#texts.get(path);
			return Promise.resolve(text === undefined ? { kind: 'gone' } : { kind: 'text', text });
		},
	};

	/** Writes files and tells the index, all in one event. */
	write(texts: Readonly<Record<string, string>>): void {
		for (const [path, text] of Object.entries(texts)) {
			this.#texts.set(path, text);
			this.index.workspace.set({ path, content: readText(text) });
		}
		this.#changes.fire({ state: 'ready', paths: Object.keys(texts) });
	}
}

/** The files that the wizard writes, made by the test builder with the real time as base. */
export function setFiles(
	folder = 'certs',
	caName = 'orders CA',
): { files: Record<string, string>; ca: BuiltCertificate; client: BuiltCertificate } {
	const now = new Date();
	const ca = buildCa({ subject: caName, now });
	const server = buildCertificate({ role: 'server', issuer: ca, now });
	const client = buildCertificate({ role: 'client', issuer: ca, now });
	return {
		ca,
		client,
		files: {
			[`${folder}/ca.crt`]: ca.pem,
			[`${folder}/ca.key`]: ca.privateKeyPem,
			...pairFiles(`${folder}/server`, server),
			...pairFiles(`${folder}/client`, client),
		},
	};
}

/** Certificate and key of one base name. */
export function pairFiles(base: string, built: BuiltCertificate): Record<string, string> {
	return { [`${base}.crt`]: built.pem, [`${base}.key`]: built.privateKeyPem };
}
