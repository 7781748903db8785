import { describeFault } from '../lint/faultText';
import { validatePath } from '../path/validate';
import { UserError } from '../util/userError';
import { parseDate } from './dates';
import { readCertificates, readCrls } from './files';
import { parseHostName } from './hostName';
import { UsageError, type Verb } from './verb';

/** `mtls verify`: whether a certificate holds for a purpose, a name and a time. */
export const verify: Verb = {
	usage: ['verify --leaf FILE --trust FILE... [--chain FILE...] [options]'],
	summary: 'Verify a certificate against trust anchors, with every fault of its path.',
	help: [
		'--leaf FILE      certificate to verify; others in the file count as sent with it',
		'--trust FILE...  trust anchors, self-signed or not',
		'--chain FILE...  intermediate certificates',
		'--purpose NAME   server (default) or client',
		'--name HOST      DNS name or IP address that a server certificate has to cover',
		'--at DATE        verify as of this date instead of now',
		'--crl FILE...    certificate revocation lists; one has to be about the issuer of the leaf',
		'--json           print {"valid","path","faults"}',
	],
	options: {
		leaf: { type: 'string' },
		trust: { type: 'string', multiple: true },
		chain: { type: 'string', multiple: true },
		purpose: { type: 'string' },
		name: { type: 'string' },
		at: { type: 'string' },
		crl: { type: 'string', multiple: true },
	},
	listOptions: ['trust', 'chain', 'crl'],
	async run({ arguments: extra, values, output, now }) {
		if (extra.length > 0) {
			throw new UsageError(
				`${extra.join(' ')} stands behind no option: is it --trust, --chain or --crl?`,
			);
		}
		const trustPaths = values.list('trust');
		if (trustPaths.length === 0) {
			throw new UsageError('--trust is missing: name the CA certificates that are trusted.');
		}
		const purpose = values.text('purpose') ?? 'server';
		if (purpose !== 'server' && purpose !== 'client') {
			throw new UsageError('--purpose takes server or client.');
		}
		const hostName = parseHostName(values.text('name'));
		if (hostName !== undefined && purpose === 'client') {
			throw new UsageError('--name goes with --purpose server: a client has no host name.');
		}
		const atText = values.text('at');
		const at = atText === undefined ? now : parseDate(atText, 'at');
		const leafPath = values.required('leaf');
		const [leaf, ...sent] = await readCertificates([leafPath]);
		if (leaf === undefined) {
			throw new UserError('no-certificate', `${leafPath} holds no certificate.`);
		}
		const anchors = await readCertificates(trustPaths);
		const chain = [...sent, ...(await readCertificates(values.list('chain')))];
		const crls = await readCrls(values.list('crl'));
		const result = validatePath({
			leaf: leaf.certificate,
			trustAnchors: anchors.map(({ certificate }) => certificate),
			intermediates: chain.map(({ certificate }) => certificate),
			purpose,
			hostName,
			at,
			crls,
		});
		const places = new Map(
			[...anchors, ...chain, leaf].map((place) => [place.certificate.fingerprintSha256, place]),
		);
		const path = result.path.map((certificate) => ({
			subject: certificate.subject.text,
			fingerprintSha256: certificate.fingerprintSha256,
			path: places.get(certificate.fingerprintSha256)?.path ?? null,
			line: places.get(certificate.fingerprintSha256)?.line ?? null,
		}));
		const faults = result.faults.map((fault) => ({
			code: fault.code,
			message: describeFault(fault, at),
			subject: fault.certificate.subject.text,
		}));
		if (output.isJson) {
			output.json({ valid: result.valid, path, faults });
		} else {
			output.lines(
				result.valid
					? `Valid as a ${purpose} certificate.`
					: `Not valid as a ${purpose} certificate.`,
				...path.map(
					({ subject, path: file, line }, index) =>
						`  ${index}  ${subject === '' ? '(empty subject)' : subject}${file === null ? '' : `  ${file}:${line ?? 1}`}`,
				),
				...faults.map(({ code, message }) => `- ${message} (${code})`),
			);
		}
		return result.valid ? 0 : 1;
	},
};
