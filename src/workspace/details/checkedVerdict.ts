import type { LintFile } from '../../lint/rule';
import { verifySignature } from '../../x509/crypto';
import type { Crl } from '../../x509/crl';
import type { LocatedObject } from '../../x509/read';
import type { CertificateRequest } from '../../x509/request';
import type { SummaryContext } from '../summary';
import { certificateCard } from '../summary/certificate';
import { crlAge, ownersOf } from '../summary/others';
import { capitalized, validityLong } from '../summary/words';
import type { ChainNode, Verdict } from './model';

/**
 * What is said of an object that no rule found fault with. Rules look at certificates and their
 * keys; of all else only what was really checked here counts as good.
 */
export function checkedVerdict(
	context: SummaryContext,
	file: LintFile,
	object: LocatedObject,
	chain: readonly ChainNode[],
): Verdict {
	switch (object.kind) {
		case 'certificate': {
			const { workspace, now } = context;
			const card = certificateCard(workspace, { file, object }, [], now);
			// The rules about dates can be turned off; the dates stay what they are.
			const isNow = card.state === 'valid' || card.state === 'expiring';
			const text = `No findings. Valid ${validityLong(card.certificate, now, card.state)}.`;
			return verdict(isNow ? 'pass' : 'plain', text);
		}
		case 'certificateRequest':
			return requestVerdict(object.request);
		case 'crl':
			return crlVerdict(object.crl, context.now, chain.at(-1)?.link);
		case 'privateKey':
			return ownerVerdict(ownersOf(context.workspace, { file, object }).length > 0);
		case 'encryptedPrivateKey':
			return verdict('plain', 'Not checked: this key is encrypted.');
		case 'unknown':
			return verdict('plain', 'Not checked: this cannot be read.');
		default:
			return verdict('plain', 'Not checked: rules look at certificates and private keys.');
	}
}

/** A file outside of what is searched: nobody looked for faults, so nothing is said of them. */
export const notChecked = verdict(
	'plain',
	'Not checked: this file is not among those that are searched for certificates.',
);

/** RFC 2986 4.2: the signature proves that the requester has the private key. */
function requestVerdict(request: CertificateRequest): Verdict {
	const { signatureAlgorithm, publicKey, signed, signature } = request;
	switch (verifySignature(signatureAlgorithm, publicKey.spki, signed, signature)) {
		case 'verified':
			return verdict('pass', 'Signature verified: who made this request has its private key.');
		case 'mismatch':
			return verdict('fail', 'The signature does not match the public key of this request.');
		case 'unsupported':
			return verdict('plain', `Not checked: signature algorithm ${signatureAlgorithm.name}.`);
	}
}

function crlVerdict(crl: Crl, now: Date, link: ChainNode['link']): Verdict {
	const age = crlAge(crl, now);
	const words = `${capitalized(age.text)}.`;
	switch (link) {
		case 'verified':
			return verdict(age.isOutdated ? 'warn' : 'pass', `Signature verified. ${words}`);
		case 'mismatch':
			return verdict('fail', 'The signature does not match the key of its issuer here.');
		case 'missing':
			return verdict('plain', `Not checked: its issuer is not in this workspace. ${words}`);
		default:
			return verdict('plain', `Not checked: signature algorithm ${crl.signatureAlgorithm.name}.`);
	}
}

function ownerVerdict(hasOwner: boolean): Verdict {
	return hasOwner
		? verdict('pass', 'No findings. A certificate in this workspace has its public key.')
		: verdict('plain', 'No certificate in this workspace has the public key of this one.');
}

function verdict(state: Verdict['state'], text: string): Verdict {
	return {
		state,
		text,
		explanation: undefined,
		refusals: [],
		fix: undefined,
		ruleId: undefined,
		others: [],
	};
}
