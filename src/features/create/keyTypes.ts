import type { KeyType } from '../../issue/request';

/** A key type as the wizard lists it. */
export interface KeyTypeRow {
	readonly type: KeyType;
	readonly label: string;
	readonly description: string;
}

/**
 * Key types in the order they are offered. Ed25519 comes last with its reason: BoringSSL has no
 * Ed25519 certificates in a handshake, and VS Code's desktop host is built on it.
 */
export const keyTypes: readonly KeyTypeRow[] = [
	{ type: 'p256', label: 'EC P-256', description: 'default; every TLS stack' },
	{ type: 'p384', label: 'EC P-384', description: '' },
	{ type: 'rsa2048', label: 'RSA 2048', description: 'for clients without elliptic curves' },
	{ type: 'rsa3072', label: 'RSA 3072', description: '' },
	{ type: 'rsa4096', label: 'RSA 4096', description: 'takes a second or more to make' },
	{
		type: 'ed25519',
		label: 'Ed25519',
		description: "no handshake with BoringSSL, so not with VS Code's desktop host",
	},
];

/** The words for a key type, also for one that the wizard does not offer. */
export function keyTypeLabel(type: KeyType): string {
	return keyTypes.find((row) => row.type === type)?.label ?? (type === 'p521' ? 'EC P-521' : type);
}
