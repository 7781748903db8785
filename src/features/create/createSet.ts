import type { CreateCommand } from './create';

/** Makes a CA, a server and client certificates that work together. */
export const createSet: CreateCommand = {
	title: 'Create CA, Server and Client Certificates',
	steps: ['server', 'client'],
	prefersExistingAuthority: false,
};
