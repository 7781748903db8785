/** Words that stacks say in several situations, or on both sides. */
export const signedByUnknown = 'x509: certificate signed by unknown authority';
export const noPath = 'unable to find valid certification path to requested target';
export const noIssuer = 'unable to get local issuer certificate';
export const unsuitable = 'unsuitable certificate purpose';
export const weakDigestWords = 'CA signature digest algorithm too weak';
export const insecure = 'x509: cannot verify signature: insecure algorithm SHA1-RSA';
export const noSignatures = 'KeyUsage does not allow digital signatures';
export const usageViolation = 'Key usage violation in certificate has been detected.';
export const selfSigned = 'self-signed certificate';
