import { basename, dirname, resolve } from 'node:path';
import { issueCertificate, createRoot } from '../issue/certificates';
import { encodePrivateKey, generateKeys } from '../issue/keys';
import {
	defaultServerNames,
	fileNameOf,
	parseClientNames,
	parseServerNames,
	type ClientName,
} from '../issue/names';
import type { Issuer } from '../issue/request';
import { createSet, type SetFile } from '../issue/set';
import {
	caSubject,
	encodeSubject,
	namedSubject,
	parseSubject,
	type SubjectAttribute,
} from '../issue/subject';
import type { Validity } from '../issue/validity';
import { parseCertificate } from '../x509/certificate';
import { parseValidityDays } from './dates';
import { readNewPassphrase } from './files';
import { readIssuer } from './issuer';
import { parseKeyType } from './keyTypes';
import { refuseSeveral, throwOnFault } from './optionNames';
import { UsageError, type Call, type Values, type Verb } from './verb';
import { writeMade, type Made } from './write';

/** `mtls create`: a whole set, or a CA, server or client certificate alone, with keys. */
export const create: Verb = {
	usage: [
		'create set --out DIR [--host NAME]... [--client NAME]... [options]',
		'create ca --out DIR --name NAME [options]',
		'create server|client --out DIR --name NAME --ca FILE --ca-key FILE [--host NAME]... [options]',
	],
	summary: 'Make CA, server and client certificates with their keys.',
	help: [
		'--out DIR          folder to write to; made if it is not there',
		'--host NAME        name or address of the server, again for each; default localhost 127.0.0.1 ::1',
		'--client NAME      client of the set, again for each; default client',
		'--name NAME        name of the files and, for a CA or a client, common name',
		'--key TYPE         p256 (default) p384 p521 rsa2048 rsa3072 rsa4096 ed25519; of the leaves in a set',
		'--days N           days that the leaves are valid, 365; for create ca the CA, 3650',
		'--ca-name NAME     common name of the CA of a set',
		'--ca-key-type TYPE key type of the CA of a set, p256',
		'--ca-days N        days that the CA of a set is valid, 3650',
		'--ca FILE          certificate of the CA that signs; default DIR/ca.crt',
		'--ca-key FILE      its private key; default DIR/ca.key',
		'--passphrase-file FILE  passphrase of the key of --ca-key; for a set or a CA, encrypts the new keys',
		'--subject DN       subject as RFC 4514 text, such as CN=api,O=Example',
		'--force            replace existing files; the old ones are kept with the ending .bak',
		'--json             print the files written as JSON',
	],
	options: {
		out: { type: 'string' },
		host: { type: 'string', multiple: true },
		client: { type: 'string', multiple: true },
		name: { type: 'string' },
		key: { type: 'string' },
		days: { type: 'string' },
		'ca-name': { type: 'string' },
		'ca-key-type': { type: 'string' },
		'ca-days': { type: 'string' },
		ca: { type: 'string' },
		'ca-key': { type: 'string' },
		'passphrase-file': { type: 'string' },
		subject: { type: 'string' },
		force: { type: 'boolean' },
	},
	async run(call) {
		const [what, ...rest] = call.arguments;
		if (rest.length > 0) {
			throw new UsageError(`mtls create takes one word, not also ${rest.join(' ')}.`);
		}
		const folder = call.values.required('out');
		return writeMade(await make(what, folder, call), folder, call);
	},
};

/** Options that one thing to create has and others do not; a silent one would make what nobody asked for. */
const ownOptions: Readonly<Record<string, readonly string[]>> = {
	set: ['host', 'client', 'ca-name', 'ca-key-type', 'ca-days'],
	ca: ['name', 'subject'],
	server: ['name', 'subject', 'host', 'ca', 'ca-key'],
	client: ['name', 'subject', 'host', 'ca', 'ca-key'],
};

function refuseForeignOptions(what: string, values: Values): void {
	const own = ownOptions[what] ?? [];
	const foreign = Object.values(ownOptions)
		.flat()
		.find(
			(name) =>
				!own.includes(name) && (values.text(name) !== undefined || values.list(name).length > 0),
		);
	if (foreign !== undefined) {
		throw new UsageError(`--${foreign} does not go with mtls create ${what}.`);
	}
}

async function make(what: string | undefined, folder: string, call: Call): Promise<Made> {
	if (what !== undefined && Object.hasOwn(ownOptions, what)) {
		refuseForeignOptions(what, call.values);
	}
	switch (what) {
		case 'set':
			return makeSet(folder, call);
		case 'ca':
			return makeCa(call);
		case 'server':
		case 'client':
			return makeLeaf(what, folder, call);
		default:
			throw new UsageError(
				what === undefined
					? 'Say what to create: mtls create set, ca, server or client.'
					: `mtls create makes a set, ca, server or client, not ${what}.`,
			);
	}
}

async function makeSet(folder: string, { values, now }: Call): Promise<Made> {
	const server = parseServerNames(hosts(values));
	const subject = setSubject(values.text('ca-name'), folder, now);
	const caName = subject.find(({ type }) => type === 'CN')?.value;
	const typedClients = values.list('client');
	const clients = parseClientNames(typedClients.length > 0 ? typedClients : ['client'], { caName });
	throwOnFault('host', server.faults);
	throwOnFault('client', clients.faults);
	const { files, issuer, limitedByIssuer } = await createSet({
		authority: {
			kind: 'new',
			subject,
			keyType: parseKeyType(values.text('ca-key-type'), 'ca-key-type'),
			validity: daysOf(values, 'ca-days'),
		},
		server: { names: server, validity: daysOf(values, 'days') },
		clients: { names: fileNames(clients.clients), validity: daysOf(values, 'days') },
		keyType: parseKeyType(values.text('key'), 'key'),
		passphrase: await readNewPassphrase(values.text('passphrase-file')),
		now,
	});
	return { files, limitedBy: limitedByIssuer.length > 0 ? issuer.certificate : undefined };
}

/** One client is `client.crt`, whatever it is called; several have their own names. */
function fileNames(clients: readonly ClientName[]): readonly ClientName[] {
	const [client, ...others] = clients;
	return client === undefined || others.length > 0 ? clients : [{ ...client, fileName: 'client' }];
}

async function makeCa({ values, now }: Call): Promise<Made> {
	const name = values.required('name');
	const subject = givenSubject(values) ?? namedSubject(name);
	const keyPair = await generateKeys(parseKeyType(values.text('key'), 'key') ?? 'p256');
	const validity = daysOf(values, 'days');
	const issued = await createRoot({ subject: encodeSubject(subject), keyPair, validity, now });
	const passphrase = await readNewPassphrase(values.text('passphrase-file'));
	const key = await encodePrivateKey(keyPair, passphrase);
	return { files: pair(fileNameOf(name), issued.pem, key) };
}

async function makeLeaf(
	profile: 'server' | 'client',
	folder: string,
	{ values, now }: Call,
): Promise<Made> {
	const name = values.required('name');
	const issuer = await leafIssuer(folder, values);
	const given = givenSubject(values);
	const { subjectAltName, commonName } =
		profile === 'server' ? serverNames(values) : clientNames(name, values, issuer);
	const plain = commonName === undefined ? [] : [{ type: 'CN', value: commonName }];
	const keyPair = await generateKeys(parseKeyType(values.text('key'), 'key') ?? 'p256');
	const issued = await issueCertificate({
		profile,
		subject: encodeSubject(given ?? plain),
		subjectAltName,
		spki: keyPair.spki,
		issuer,
		validity: daysOf(values, 'days'),
		now,
	});
	return {
		files: pair(fileNameOf(name), issued.pem, await encodePrivateKey(keyPair)),
		limitedBy: issued.isLimitedByIssuer ? issuer.certificate : undefined,
	};
}

function serverNames(values: Values) {
	const names = parseServerNames(hosts(values));
	throwOnFault('host', names.faults);
	return names;
}

function clientNames(name: string, values: Values, issuer: Issuer) {
	const caName = parseCertificate(issuer.certificate).subject.commonName;
	const { clients, faults } = parseClientNames([name], { caName });
	refuseSeveral(clients);
	throwOnFault('name', faults);
	const hostNames = values.list('host');
	const more = hostNames.length > 0 ? parseServerNames(hostNames) : undefined;
	throwOnFault('host', more?.faults ?? []);
	return {
		commonName: clients[0]?.commonName,
		subjectAltName: [...(clients[0]?.subjectAltName ?? []), ...(more?.subjectAltName ?? [])],
	};
}

async function leafIssuer(folder: string, values: Values): Promise<Issuer> {
	const certificate = values.text('ca');
	const key = values.text('ca-key');
	if ((certificate === undefined) !== (key === undefined)) {
		throw new UsageError('--ca and --ca-key go together: the CA certificate and its private key.');
	}
	return readIssuer(
		certificate ?? `${folder}/ca.crt`,
		key ?? `${folder}/ca.key`,
		values.text('passphrase-file'),
	);
}

function hosts(values: Values): readonly string[] {
	const typed = values.list('host');
	return typed.length > 0 ? typed : defaultServerNames;
}

function setSubject(
	name: string | undefined,
	folder: string,
	now: Date,
): readonly SubjectAttribute[] {
	if (name?.trim() === '') {
		throw new UsageError('--ca-name is empty: name the CA, or leave the option out.');
	}
	if (name !== undefined) {
		return namedSubject(name);
	}
	return caSubject(projectName(folder), now);
}

/** Folders that are called after what they hold; the project's name is that of the folder above. */
const certificateFolders = /^(?:certs?|certificates?|tls|ssl|pki|keys|mtls)$/i;

function projectName(folder: string): string {
	const path = resolve(folder);
	return certificateFolders.test(basename(path)) ? basename(dirname(path)) : basename(path);
}

function givenSubject(values: Values): readonly SubjectAttribute[] | undefined {
	const text = values.text('subject');
	return text === undefined ? undefined : parseSubject(text);
}

function daysOf(values: Values, option: string): Validity | undefined {
	const text = values.text(option);
	return text === undefined ? undefined : { kind: 'days', days: parseValidityDays(text, option) };
}

function pair(name: string, certificate: string, key: string): SetFile[] {
	return [
		{ name: `${name}.crt`, content: certificate, isSecret: false },
		{ name: `${name}.key`, content: key, isSecret: true },
	];
}
