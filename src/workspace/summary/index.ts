import type { Finding, LintFile } from '../../lint/rule';
import type { LocatedObject } from '../../x509/read';
import type { IndexedFiles } from '../certificateIndex';
import { certificateCard, summarizeCertificate } from './certificate';
import { summarizeContainer } from './containers';
import { summarizeCrl, summarizePrivateKey, summarizeRequest } from './others';
import type { Summary } from './summary';

/** What summaries are made of, beside the object itself. */
export interface SummaryContext {
	readonly workspace: IndexedFiles;
	readonly findingsOf: (path: string) => readonly Finding[];
	readonly now: Date;
}

/** The summary of any object that has something to say; undefined for what is only recognized. */
export function summarize(
	context: SummaryContext,
	file: LintFile,
	object: LocatedObject,
): Summary | undefined {
	const { workspace, now } = context;
	switch (object.kind) {
		case 'certificate': {
			const place = { file, object };
			const card = certificateCard(workspace, place, context.findingsOf(file.path), now);
			return summarizeCertificate(card, workspace, context.findingsOf, now);
		}
		case 'certificateRequest':
			return summarizeRequest(workspace, { file, object });
		case 'crl':
			return summarizeCrl(object.crl, now);
		case 'privateKey':
			return summarizePrivateKey(workspace, { file, object });
		case 'encryptedPrivateKey':
			return summarizePrivateKey(workspace, { file, object });
		case 'pkcs7':
		case 'pkcs12':
		case 'jks':
		case 'ocspResponse':
			return summarizeContainer(context, file, object);
		default:
			return undefined;
	}
}
