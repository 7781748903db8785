import assert from 'node:assert/strict';
import { visibleText } from '../../../src/util/visibleText';

describe('visibleText', () => {
	it('leaves readable text of any script as it is', () => {
		assert.equal(visibleText('orders CA, Zürich 東京 👍'), 'orders CA, Zürich 東京 👍');
	});

	it('writes out characters that hide or turn text', () => {
		assert.equal(visibleText('a\u202Eb\u0000c\nd\u200B'), 'a⟨U+202E⟩b⟨U+0000⟩c⟨U+000A⟩d⟨U+200B⟩');
	});

	it('cuts long text by characters, not in the middle of one', () => {
		assert.equal(visibleText('x'.repeat(80)), 'x'.repeat(80));
		assert.equal(visibleText('x'.repeat(81)), `${'x'.repeat(79)}…`);
		assert.equal(visibleText('👍👍👍', 2), '👍…');
	});
});
