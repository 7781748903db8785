import type { CommandId } from '../../editor/lateCommands';
import type { Services } from '../../services';
import { Disposables, type Disposable } from '../../util/dispose';
import type { CreateCommand } from './create';
import { createClientCertificate } from './createClientCertificate';
import { createRootCa } from './createRootCa';
import { createServerCertificate } from './createServerCertificate';
import { createSet } from './createSet';

/** The commands that make certificates; what they need loads with their first use. */
export function register(services: Services): Disposable {
	const disposables = new Disposables();
	const add = (id: CommandId, command: CreateCommand): void => {
		disposables.add(
			services.registerCommand(id, async (calledOn: unknown) => {
				const { create } = await import('./create');
				await create(services, command, calledOn);
			}),
		);
	};
	add('mtls.createSet', createSet);
	add('mtls.createHere', createSet);
	add('mtls.createRootCa', createRootCa);
	add('mtls.createServerCertificate', createServerCertificate);
	add('mtls.createClientCertificate', createClientCertificate);
	return disposables;
}
