import type { CreateCommand } from './create';

/** Makes a server certificate below a CA that is here, or below a new one. */
export const createServerCertificate: CreateCommand = {
	title: 'Create Server Certificate',
	steps: ['server'],
	prefersExistingAuthority: true,
};
