import type { NameFault } from '../issue/nameFault';
import type { ClientName } from '../issue/names';
import { UserError } from '../util/userError';
import { UsageError } from './verb';

/** Throws the first fault of the names of an option as something the reader can act on. */
export function throwOnFault(option: string, faults: readonly NameFault[]): void {
	const [fault] = faults;
	if (fault !== undefined) {
		throw new UserError(fault.code, `--${option}: ${fault.message}`);
	}
}

/** Refuses `--name a,b`, which reads as two names, where one certificate is made. */
export function refuseSeveral(clients: readonly ClientName[]): void {
	if (clients.length > 1) {
		throw new UsageError('--name takes one name, without commas or semicolons.');
	}
}
