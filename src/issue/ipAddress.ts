/** Four or sixteen octets of an address in canonical text (RFC 5280 4.2.1.6). */
export function addressOctets(address: string): Uint8Array {
	if (!address.includes(':')) {
		return Uint8Array.from(address.split('.'), Number);
	}
	const [head = '', tail = ''] = address.split('::');
	const left = head === '' ? [] : head.split(':');
	const right = tail === '' ? [] : tail.split(':');
	const groups = [...left, ...Array<string>(8 - left.length - right.length).fill('0'), ...right];
	return Uint8Array.from(
		groups.flatMap((group) => {
			const value = Number.parseInt(group, 16);
			return [value >> 8, value & 0xff];
		}),
	);
}
