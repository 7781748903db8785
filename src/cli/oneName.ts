import type { ClientName } from '../issue/names';
import { UsageError } from './verb';

/** Refuses `--name a,b`, which reads as two names, where one certificate is made. */
export function refuseSeveral(clients: readonly ClientName[]): void {
	if (clients.length > 1) {
		throw new UsageError('--name takes one name, without commas or semicolons.');
	}
}
