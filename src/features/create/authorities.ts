import type { Services } from '../../services';
import { certificateLabel, signingAuthorities } from '../../workspace/identities';
import type { KeyedCertificate } from '../../workspace/identities';
import type { SigningAuthority } from './draft';

/** A CA of the workspace as the wizard lists it, with what signing needs. */
export interface ListedAuthority extends SigningAuthority {
	readonly keyed: KeyedCertificate;
}

/** The CAs of the workspace whose keys are at hand; CAs of one name are told apart by their OU, else their key. */
export function listAuthorities({ index }: Services): ListedAuthority[] {
	const all = signingAuthorities(index.workspace);
	const names = all.map(({ place }) => certificateLabel(place));
	return all.map((keyed, position): ListedAuthority => {
		const name = names[position] ?? '';
		const isShared = names.indexOf(name) !== names.lastIndexOf(name);
		return {
			label: isShared ? `${name} (${distinctionOf(keyed)})` : name,
			commonName: name,
			certificatePath: keyed.place.file.path,
			isKeyEncrypted: keyed.key.object.kind === 'encryptedPrivateKey',
			fingerprintSha256: keyed.certificate.fingerprintSha256,
			keyed,
		};
	});
}

function distinctionOf({ certificate }: KeyedCertificate): string {
	const unit = certificate.subject.rdns.flat().find(({ shortName }) => shortName === 'OU');
	const keyId = certificate.subjectKeyIdentifier ?? certificate.publicKey.spkiSha256;
	return unit?.value ?? (keyId.slice(0, 6).match(/../g) ?? []).join(':');
}
