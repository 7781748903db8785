import type { CreateCommand } from './create';

/** Makes client certificates below a CA that is here, or below a new one. */
export const createClientCertificate: CreateCommand = {
	title: 'Create Client Certificate',
	steps: ['client'],
	prefersExistingAuthority: true,
};
