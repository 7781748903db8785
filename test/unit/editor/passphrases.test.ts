import assert from 'node:assert/strict';
import { Passphrases, type PassphraseStorage } from '../../../src/editor/passphrases';

/** Where VS Code would keep things: what is in it outlives a window. */
function storage(): {
	kept: Map<string, unknown>;
	secrets: Map<string, string>;
	open: () => Passphrases;
} {
	const kept = new Map<string, unknown>();
	const secrets = new Map<string, string>();
	const context = {
		secrets: {
			get: (key: string) => Promise.resolve(secrets.get(key)),
			store: (key: string, value: string) => Promise.resolve(void secrets.set(key, value)),
			delete: (key: string) => Promise.resolve(void secrets.delete(key)),
		},
		workspaceState: {
			get: (key: string) => kept.get(key),
			update: (key: string, value: unknown) => Promise.resolve(void kept.set(key, value)),
		},
	} as unknown as PassphraseStorage;
	return { kept, secrets, open: () => new Passphrases(context) };
}

describe('passphrases of unlocked files', () => {
	it('end with the window unless somebody asked for more', async () => {
		const { secrets, open } = storage();
		const first = open();
		await first.set('a.p12', 'sesame', false);
		assert.equal(first.of('a.p12'), 'sesame');
		assert.equal(secrets.size, 0);
		const second = open();
		assert.deepEqual(await second.load(), []);
		assert.equal(second.of('a.p12'), undefined);
	});

	it('are found again in the next window where they are remembered', async () => {
		const { kept, open } = storage();
		await open().set('a.p12', 'sesame', true);
		const second = open();
		assert.deepEqual(await second.load(), ['a.p12']);
		assert.equal(second.of('a.p12'), 'sesame');
		// Only paths stand outside of the secret storage.
		assert.equal(JSON.stringify([...kept]).includes('sesame'), false);
	});

	it('are forgotten by unlocking again without remembering', async () => {
		const { secrets, open } = storage();
		await open().set('a.p12', 'sesame', true);
		await open().set('a.p12', 'sesame', false);
		assert.equal(secrets.size, 0);
		assert.deepEqual(await open().load(), []);
	});
});
