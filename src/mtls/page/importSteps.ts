/** Where the browser that asks keeps its client certificates; by the tokens its user agent has. */
export function importSteps(userAgent: string): string {
	if (userAgent.includes('Firefox/')) {
		return 'In Firefox, open Settings, Privacy & Security, View Certificates..., Your Certificates, choose Import... and pick client.p12.';
	}
	if (userAgent.includes('Macintosh')) {
		return 'Open client.p12 in Keychain Access and keep it in the login keychain. macOS reads only files made with the -legacy option of openssl pkcs12.';
	}
	if (userAgent.includes('Windows')) {
		return "Open client.p12 and let the Certificate Import Wizard put it into the current user's Personal store.";
	}
	if (userAgent.includes('Chrome/')) {
		return 'Open chrome://certificate-manager (chrome://settings/certificates in older versions), Your certificates, choose Import and pick client.p12.';
	}
	return 'Import client.p12 in the settings of the browser, under its own certificates.';
}
