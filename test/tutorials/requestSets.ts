import { recipe } from './recipes';
import type { Terminal } from './terminal';

/** Whose commands make something. */
export const tools = ['openssl', 'mtls'] as const;
export type Tool = (typeof tools)[number];

/** Commands that make the CA with an encrypted key; a file holds the passphrase that the tutorial types. */
export const caCommands: Readonly<Record<Tool, string>> = {
	openssl: `
openssl rand -hex 16 > ca.pass
openssl genrsa -aes256 -passout file:ca.pass -out ca.key 2048
openssl req -new -x509 -days 3650 -key ca.key -passin file:ca.pass -subj "/CN=Encrypted CA" -out ca.crt
`,
	mtls: recipe('2-ca'),
};

/** Commands that make the keys and requests of server and client. */
export const requestCommands: Readonly<Record<Tool, string>> = {
	openssl: `
openssl req -newkey rsa:2048 -nodes -keyout server.key -subj "/CN=localhost" \\
	-addext "subjectAltName=DNS:localhost,IP:127.0.0.1" -out server.csr
openssl req -newkey rsa:2048 -nodes -keyout client.key -subj "/CN=client" -out client.csr
`,
	mtls: recipe('2-requests'),
};

/** Commands by which the CA answers the requests. */
export const signingCommands: Readonly<Record<Tool, string>> = {
	openssl: `
openssl x509 -req -days 365 -in server.csr -CA ca.crt -CAkey ca.key -passin file:ca.pass -CAcreateserial \\
	-extfile <(printf "subjectAltName=DNS:localhost,IP:127.0.0.1\\nextendedKeyUsage=serverAuth") -out server.crt
openssl x509 -req -days 365 -in client.csr -CA ca.crt -CAkey ca.key -passin file:ca.pass -CAcreateserial \\
	-extfile <(printf "extendedKeyUsage=clientAuth") -out client.crt
`,
	mtls: recipe('2-sign'),
};

/** Commands that make a set of another CA, whose names are the same. */
export const foreignSet = 'mtls create set --out . --ca-name "Foreign CA"';

/** The tutorial's set in a folder for each tool, and one of another CA in `foreign`. */
export async function makeRequestSets(terminal: Terminal): Promise<void> {
	await Promise.all([
		...tools.map((tool) =>
			terminal.make(
				tool,
				[caCommands, requestCommands, signingCommands].map((part) => part[tool]).join('\n'),
			),
		),
		terminal.make('foreign', foreignSet),
	]);
}
