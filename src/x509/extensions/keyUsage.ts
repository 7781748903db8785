import { DerError, readNamedBits, readObjectIdentifier, tags } from '../der';
import type { ExtensionType } from './type';

/** Bits of RFC 5280 4.2.1.3 in their order there. */
export const keyUsageBits = [
	'digitalSignature',
	'nonRepudiation',
	'keyEncipherment',
	'dataEncipherment',
	'keyAgreement',
	'keyCertSign',
	'cRLSign',
	'encipherOnly',
	'decipherOnly',
] as const;

/** Bits of RFC 5280 4.2.1.3 by their names there. */
export type KeyUsage = (typeof keyUsageBits)[number];

/** RFC 5280 4.2.1.3. */
export const keyUsage: ExtensionType<readonly KeyUsage[]> = {
	oid: '2.5.29.15',
	title: 'Key usage',
	decode(reader) {
		const bits = readNamedBits(reader.next(tags.bitString));
		reader.expectEnd();
		return bits.map((bit) => keyUsageBits[bit]).filter((usage) => usage !== undefined);
	},
	describe: (usages) => [...usages],
};

/** Key purposes by the names of RFC 5280 4.2.1.12 and their registry. */
export const extendedKeyUsageNames: Readonly<Record<string, string>> = {
	'2.5.29.37.0': 'anyExtendedKeyUsage',
	'1.3.6.1.5.5.7.3.1': 'serverAuth',
	'1.3.6.1.5.5.7.3.2': 'clientAuth',
	'1.3.6.1.5.5.7.3.3': 'codeSigning',
	'1.3.6.1.5.5.7.3.4': 'emailProtection',
	'1.3.6.1.5.5.7.3.5': 'ipsecEndSystem',
	'1.3.6.1.5.5.7.3.6': 'ipsecTunnel',
	'1.3.6.1.5.5.7.3.7': 'ipsecUser',
	'1.3.6.1.5.5.7.3.8': 'timeStamping',
	'1.3.6.1.5.5.7.3.9': 'OCSPSigning',
	'1.3.6.1.5.5.7.3.17': 'ipsecIKE',
};

/** The name of a key purpose; its OID where none is known. */
export function extendedKeyUsageName(oid: string): string {
	return extendedKeyUsageNames[oid] ?? oid;
}

/** RFC 5280 4.2.1.12; purposes by name, unknown ones by OID. */
export const extendedKeyUsage: ExtensionType<readonly string[]> = {
	oid: '2.5.29.37',
	title: 'Extended key usage',
	decode(reader) {
		const sequence = reader.next(tags.sequence).inner();
		reader.expectEnd();
		const purposes: string[] = [];
		while (sequence.hasMore) {
			const oid = readObjectIdentifier(sequence.next(tags.objectIdentifier));
			purposes.push(extendedKeyUsageName(oid));
		}
		if (purposes.length === 0) {
			throw new DerError('extended-key-usage-empty', reader.start);
		}
		return purposes;
	},
	describe: (purposes) => [...purposes],
};
