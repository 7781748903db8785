import {
	buildCa,
	buildCertificate,
	testKey,
	type BuiltCertificate,
} from '../test/support/certificates';

/** Server certificates that differ in serial number, subject and names, with 16 keys between them. */
export function makeLeaves(count: number): BuiltCertificate[] {
	const issuer = buildCa();
	const keys = Array.from({ length: 16 }, () => testKey());
	return Array.from({ length: count }, (_, index) => {
		const name = `service-${index}.example.test`;
		return buildCertificate({
			issuer,
			key: keys[index % keys.length],
			subject: [
				['O', 'Example'],
				['CN', name],
			],
			subjectAltName: [name, `www.${name}`, 'localhost', '127.0.0.1'],
		});
	});
}
