import { visibleText } from '../util/visibleText';
import {
	describeCertificate,
	describeCrl,
	describePrivateKey,
	describeRequest,
	type Field,
	type FieldGroup,
} from './describe';
import {
	describeKeystore,
	describeOcspResponse,
	describePkcs12,
	describePkcs7,
	describeSshKey,
	describeTrust,
} from './describeContainers';
import { describeKey } from './publicKey';
import type { LocatedObject } from './read/object';

/** The labelled fields of any object, which hover, tree, details and command line print. */
export function describeObject(object: LocatedObject): readonly FieldGroup[] {
	const entry = entryFields(object);
	const groups = ownGroups(object);
	return entry.length === 0 ? groups : [{ title: 'Entry', fields: entry }, ...groups];
}

/** What the container says of an object in it. */
function entryFields({ entryName, localKeyId }: LocatedObject): Field[] {
	const field = (label: string, value: string): Field => ({ label, value, span: undefined });
	return [
		...(entryName === undefined ? [] : [field('Name', visibleText(entryName))]),
		...(localKeyId === undefined ? [] : [field('Local key id', localKeyId)]),
	];
}

function ownGroups(object: LocatedObject): readonly FieldGroup[] {
	switch (object.kind) {
		case 'certificate': {
			const groups = describeCertificate(object.certificate);
			return object.trust === undefined ? groups : [...groups, describeTrust(object.trust)];
		}
		case 'certificateRequest':
			return describeRequest(object.request);
		case 'crl':
			return describeCrl(object.crl);
		case 'privateKey':
		case 'encryptedPrivateKey':
			return describePrivateKey(object.privateKey);
		case 'publicKey': {
			const value = describeKey(object.publicKey);
			return [{ title: 'Public key', fields: [{ label: 'Key', value, span: undefined }] }];
		}
		case 'pkcs7':
			return describePkcs7(object.pkcs7);
		case 'pkcs12':
			return describePkcs12(object.pkcs12);
		case 'jks':
			return describeKeystore(object.keystore);
		case 'ocspResponse':
			return describeOcspResponse(object.ocspResponse);
		case 'sshPublicKey':
			return describeSshKey(object.sshPublicKey);
		default:
			return [];
	}
}
