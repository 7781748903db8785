import { parseSshPublicKey, type SshPublicKey } from '../sshPublicKey';
import type { LocatedObject } from './object';

// Every key begins with four octets of length, the first two of them zero: AAAA in base64.
const oneLine =
	/^(?:ssh-(?:rsa|dss|ed25519|ed448)|(?:sk-)?(?:ecdsa-sha2-nistp\d{3}|ssh-ed25519)(?:@openssh\.com)?) (AAAA[A-Za-z0-9+/]{20,16384}={0,2})(?:[ \t]([^\r\n]*))?/gm;

// RFC 4716 3.2: four dashes and a space, unlike PEM.
const block =
	/^---- BEGIN SSH2 PUBLIC KEY ----\r?\n((?:[A-Za-z-]+: (?:[^\r\n]*\\\r?\n)*[^\r\n]*\r?\n)*)([A-Za-z0-9+/=\r\n]+)---- END SSH2 PUBLIC KEY ----/gm;

/** Finds SSH public keys in a text; a text without their first letters costs a substring search. */
export function readSshKeys(text: string, lineOf: (offset: number) => number): LocatedObject[] {
	const found: LocatedObject[] = [];
	const add = (match: RegExpMatchArray, key: SshPublicKey | undefined): void => {
		const start = match.index ?? 0;
		const place = { label: undefined, start, end: start + match[0].length, line: lineOf(start) };
		if (key !== undefined) {
			found.push({ ...place, kind: 'sshPublicKey', sshPublicKey: key });
		}
	};
	if (text.includes(' AAAA')) {
		for (const match of text.matchAll(oneLine)) {
			const comment = match[2]?.trim();
			add(match, parseSshPublicKey(fromBase64(match[1]), comment === '' ? undefined : comment));
		}
	}
	if (text.includes('---- BEGIN SSH2 ')) {
		for (const match of text.matchAll(block)) {
			const comment = /^Comment: "?([^\r\n"]*)/im.exec(match[1] ?? '')?.[1];
			add(match, parseSshPublicKey(fromBase64(match[2]), comment));
		}
	}
	return found.sort((a, b) => a.start - b.start);
}

function fromBase64(text = ''): Uint8Array {
	return Buffer.from(text, 'base64');
}
