import type { CreateCommand } from './create';

/** Makes a root CA alone. */
export const createRootCa: CreateCommand = {
	title: 'Create Root CA',
	steps: ['authorityName'],
	prefersExistingAuthority: false,
};
