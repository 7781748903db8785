import { sortName } from '../issue/subjectAltName';
import { throwOnFault } from './optionNames';
import { UsageError } from './verb';

/** Reads the name of `--name`: a DNS name or an IP address, with brackets or without, in the form that certificates have. */
export function parseHostName(text: string | undefined): string | undefined {
	if (text === undefined) {
		return undefined;
	}
	const { name, fault } = sortName(text.trim());
	if (text.trim() === '') {
		throw new UsageError('--name takes a DNS name or an IP address; it is empty.');
	}
	throwOnFault('name', fault === undefined ? [] : [fault]);
	if ((name?.type !== 'dns' && name?.type !== 'ip') || name.value.startsWith('*')) {
		throw new UsageError(`--name takes a DNS name or an IP address; ${text} is neither.`);
	}
	return name.value;
}
