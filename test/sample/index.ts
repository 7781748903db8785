import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sampleFaults, type SampleFault } from './faults';

/**
 * Fills a folder with a good set of certificates, made by the command line `cli`, and one folder
 * for each fault.
 */
export function writeSample(folder: string, cli: string, now: Date): void {
	const certs = join(folder, 'certs');
	execFileSync(process.execPath, [cli, 'create', 'set', '--out', certs, '--ca-name', 'orders CA'], {
		stdio: ['ignore', 'ignore', 'inherit'],
	});
	const faults = sampleFaults(
		{
			certificatePem: readFileSync(join(certs, 'ca.crt'), 'utf8'),
			privateKeyPem: readFileSync(join(certs, 'ca.key'), 'utf8'),
		},
		now,
	);
	for (const { rule, files } of faults) {
		mkdirSync(join(folder, 'faults', rule), { recursive: true });
		for (const [name, text] of Object.entries(files)) {
			const mode = name.endsWith('.key') ? 0o600 : 0o644;
			writeFileSync(join(folder, 'faults', rule, name), text, { mode });
		}
	}
	writeFileSync(join(folder, 'README.md'), readme(faults));
}

function readme(faults: readonly SampleFault[]): string {
	const rows = faults.map(
		({ rule, shows, files }) =>
			`| [${rule}](faults/${rule}/${Object.keys(files)[0] ?? ''}) | ${shows} |`,
	);
	return `# Sample workspace

Certificates that were made when this window was started; nothing here is used anywhere else.

## certs

A root CA, a server certificate for localhost, 127.0.0.1 and ::1, and a client certificate, each
with its private key. Nothing is wrong with them.

1. Open the view *Certificates* in the activity bar.
2. Run *mTLS: Start Test Server* from the command palette (F1).
3. Click *Probe as client*.

## faults

Each folder shows one fault. The Problems panel names it, and says who refuses the certificate and
in which words.

| Folder | What it shows |
| --- | --- |
${rows.join('\n')}

The private key of the CA is in certs, so a certificate that only lacks the right names or the right
extended key usage can be reissued: put the cursor into it and press Ctrl+. for the quick fixes.
`;
}
