import { encodePrivateKey, generateKeys } from '../issue/keys';
import { fileNameOf, parseClientNames, parseServerNames } from '../issue/names';
import { createRequest } from '../issue/requests';
import { encodeSubject, parseSubject } from '../issue/subject';
import { readKeyPair, readNewPassphrase, readPassphrase } from './files';
import { parseKeyType } from './keyTypes';
import { refuseSeveral, throwOnFault } from './optionNames';
import { UsageError, type Values, type Verb } from './verb';
import { writeMade } from './write';

/** `mtls csr`: a certificate request, with a new key or for one that is there. */
export const csr: Verb = {
	usage: [
		'csr --out DIR --name NAME [--host NAME]... [--key TYPE | --existing-key FILE] [options]',
	],
	summary: 'Make a certificate request.',
	help: [
		'--out DIR            folder to write NAME.csr and NAME.key to',
		'--name NAME          name of the files, and common name unless --host or --subject gives one',
		'--host NAME          name or address of a server, again for each',
		'--key TYPE           p256 (default) p384 p521 rsa2048 rsa3072 rsa4096 ed25519',
		'--existing-key FILE  use this private key; none is written',
		'--passphrase-file FILE  passphrase of the existing key; encrypts a new one',
		'--subject DN         subject as RFC 4514 text',
		'--force              replace existing files; the old ones are kept with the ending .bak',
		'--json               print the files written as JSON',
	],
	options: {
		out: { type: 'string' },
		name: { type: 'string' },
		host: { type: 'string', multiple: true },
		key: { type: 'string' },
		'existing-key': { type: 'string' },
		'passphrase-file': { type: 'string' },
		subject: { type: 'string' },
		force: { type: 'boolean' },
	},
	async run(call) {
		const { values } = call;
		const folder = values.required('out');
		const name = values.required('name');
		const existing = values.text('existing-key');
		if (existing !== undefined && values.text('key') !== undefined) {
			throw new UsageError('--key is the type of a new key: it does not go with --existing-key.');
		}
		const passphrasePath = values.text('passphrase-file');
		const passphrase =
			existing === undefined
				? await readNewPassphrase(passphrasePath)
				: await readPassphrase(passphrasePath);
		const keyPair =
			existing === undefined
				? await generateKeys(parseKeyType(values.text('key'), 'key') ?? 'p256')
				: await readKeyPair(existing, passphrase);
		const { commonName, subjectAltName } = requestedNames(name, values);
		const given = values.text('subject');
		const subject =
			given === undefined
				? commonName === undefined
					? []
					: [{ type: 'CN', value: commonName }]
				: parseSubject(given);
		const request = await createRequest({
			subject: encodeSubject(subject),
			subjectAltName,
			keyPair,
		});
		const base = fileNameOf(name);
		const files = [{ name: `${base}.csr`, content: request.pem, isSecret: false }];
		if (existing === undefined) {
			const content = await encodePrivateKey(keyPair, passphrase);
			files.push({ name: `${base}.key`, content, isSecret: true });
		}
		return writeMade({ files }, folder, call);
	},
};

function requestedNames(name: string, values: Values) {
	const hosts = values.list('host');
	if (hosts.length === 0) {
		const { clients, faults } = parseClientNames([name]);
		throwOnFault('name', faults);
		refuseSeveral(clients);
		return { commonName: clients[0]?.commonName, subjectAltName: clients[0]?.subjectAltName ?? [] };
	}
	const { commonName, subjectAltName, faults } = parseServerNames(hosts);
	throwOnFault('host', faults);
	return { commonName, subjectAltName };
}
