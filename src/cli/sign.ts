import { basename, dirname } from 'node:path';
import { signRequest } from '../issue/requests';
import { UserError } from '../util/userError';
import { readObjects } from '../x509/read';
import { parseValidityDays } from './dates';
import { readObjectFile } from './files';
import { readIssuer } from './issuer';
import { UsageError, type Verb } from './verb';
import { warningsOf } from './warnings';
import { writeMade } from './write';

const profileNames = ['server', 'client', 'peer', 'intermediate'] as const;

/** `mtls sign`: turns a certificate request into a certificate. */
export const sign: Verb = {
	usage: [
		'sign CSR --ca FILE --ca-key FILE --profile server|client|peer|intermediate --out FILE [options]',
	],
	summary: 'Sign a certificate request.',
	help: [
		'--ca FILE        certificate of the CA that signs',
		'--ca-key FILE    its private key',
		'--passphrase-file FILE  passphrase of that key',
		'--profile NAME   what the certificate is for; the request does not decide it',
		'--days N         days that it is valid, 365',
		'--out FILE       file to write',
		'--force          replace an existing file; the old one is kept with the ending .bak',
		'--json           print the file written as JSON',
	],
	options: {
		ca: { type: 'string' },
		'ca-key': { type: 'string' },
		'passphrase-file': { type: 'string' },
		profile: { type: 'string' },
		days: { type: 'string' },
		out: { type: 'string' },
		force: { type: 'boolean' },
	},
	async run(call) {
		const { values, now } = call;
		const [path, ...rest] = call.arguments;
		if (path === undefined || rest.length > 0) {
			throw new UsageError('Name one certificate request: mtls sign CSR --ca FILE ...');
		}
		const typed = values.required('profile');
		const profile = profileNames.find((name) => name === typed);
		if (profile === undefined) {
			throw new UsageError(`--profile takes one of ${profileNames.join(', ')}.`);
		}
		const out = values.required('out');
		const days = values.text('days');
		const issuer = await readIssuer(
			values.required('ca'),
			values.required('ca-key'),
			values.text('passphrase-file'),
		);
		const { content } = await readObjectFile(path);
		const object = content.objects.find(({ kind }) => kind === 'certificateRequest');
		if (object?.kind !== 'certificateRequest') {
			throw new UserError('no-request', `${path} holds no certificate request.`);
		}
		const signed = await signRequest(object.request.der, {
			profile,
			issuer,
			validity:
				days === undefined ? undefined : { kind: 'days', days: parseValidityDays(days, 'days') },
			now,
		});
		const file = { name: basename(out), content: signed.pem, isSecret: false };
		const limitedBy = signed.isLimitedByIssuer ? issuer.certificate : undefined;
		const status = await writeMade({ files: [file], limitedBy }, dirname(out), call);
		// Whoever asked chose the key; nobody but the CA will notice before a peer refuses it.
		const role = profile === 'intermediate' ? 'ca' : profile;
		for (const line of warningsOf(out, readObjects(signed.der), role, now)) {
			call.output.error(line);
		}
		return status;
	},
};
