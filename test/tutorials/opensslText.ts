/**
 * What `openssl x509 -text -nameopt RFC2253` prints, as the labels and words of our details; what
 * details do not show is left out.
 */
export function detailsFromOpensslText(text: string): Map<string, string> {
	const details = new Map<string, string>();
	const one = (pattern: RegExp): string => {
		const value = pattern.exec(text)?.[1];
		if (value === undefined) {
			throw new Error(`openssl does not print ${String(pattern)}: ${text}`);
		}
		return value.trim();
	};
	details.set('Subject', one(/^ {8}Subject:(.*)$/m));
	details.set('Issuer', one(/^ {8}Issuer:(.*)$/m));
	details.set('Serial number', serialNumber(one(/Serial Number:([^]*?)\n {8}\S/)));
	details.set('Version', one(/Version: (\d)/));
	details.set('Not before', isoTime(one(/Not Before: (.*)/)));
	details.set('Not after', isoTime(one(/Not After : (.*)/)));
	const curve = /NIST CURVE: (.*)/.exec(text)?.[1];
	details.set(
		'Public key',
		curve === undefined ? `RSA ${one(/Public-Key: \((\d+) bit\)/)}` : `EC ${curve}`,
	);
	const exponent = /Exponent: (\d+)/.exec(text)?.[1];
	if (exponent !== undefined) {
		details.set('Exponent', exponent);
	}
	details.set('Signature algorithm', one(/^ {8}Signature Algorithm: (.*)$/m));
	for (const [, title = '', critical, value = ''] of text.matchAll(
		/^ {12}X509v3 ([^:]+): *(critical)?\n((?: {16}.*\n)+)/gm,
	)) {
		const label = labels[title] ?? title;
		details.set(
			critical === undefined ? label : `${label} (critical)`,
			extensionValue(title, value.trim()),
		);
	}
	return details;
}

const labels: Readonly<Record<string, string>> = {
	'Basic Constraints': 'Basic constraints',
	'Key Usage': 'Key usage',
	'Extended Key Usage': 'Extended key usage',
	'Subject Alternative Name': 'Subject alternative name',
	'Subject Key Identifier': 'Subject key identifier',
	'Authority Key Identifier': 'Authority key identifier',
};

function serialNumber(text: string): string {
	const hex = /\(0x([0-9a-f]+)\)/.exec(text)?.[1] ?? text.replaceAll(/[:\s]/g, '');
	return hex.length % 2 === 0 ? hex : `0${hex}`;
}

/** `Nov 21 10:10:53 2026 GMT`, as ISO 8601. */
function isoTime(text: string): string {
	return `${new Date(text).toISOString().slice(0, 19)}Z`;
}

function extensionValue(title: string, value: string): string {
	switch (title) {
		case 'Basic Constraints':
			return value
				.replace('CA:TRUE', 'CA certificate')
				.replace('CA:FALSE', 'Not a CA certificate')
				.replace(/pathlen:(\d+)/, 'Path length $1');
		case 'Key Usage':
		case 'Extended Key Usage':
			return value
				.split(', ')
				.map((name) => usages[name] ?? name)
				.join(', ');
		case 'Subject Alternative Name':
			return value
				.split(', ')
				.map((name) => {
					const [, type = '', text = ''] = /^([^:]+):(.*)$/.exec(name) ?? [];
					return `${nameTypes[type] ?? type}: ${type === 'IP Address' ? address(text) : text}`;
				})
				.join(', ');
		case 'Subject Key Identifier':
			return hex(value);
		case 'Authority Key Identifier':
			return `Key identifier ${hex(value.replace('keyid:', ''))}`;
		default:
			return value;
	}
}

const nameTypes: Readonly<Record<string, string>> = {
	DNS: 'DNS',
	'IP Address': 'IP',
	email: 'email',
	URI: 'URI',
};

const usages: Readonly<Record<string, string>> = {
	'Digital Signature': 'digitalSignature',
	'Key Encipherment': 'keyEncipherment',
	'Key Agreement': 'keyAgreement',
	'Certificate Sign': 'keyCertSign',
	'CRL Sign': 'cRLSign',
	'TLS Web Server Authentication': 'serverAuth',
	'TLS Web Client Authentication': 'clientAuth',
	'Code Signing': 'codeSigning',
};

function hex(value: string): string {
	return value.replaceAll(':', '').toLowerCase();
}

/** OpenSSL writes IPv6 addresses in full. */
function address(text: string): string {
	return text.includes(':') ? new URL(`http://[${text}]/`).hostname.slice(1, -1) : text;
}
