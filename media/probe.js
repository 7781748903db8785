// The page's own script: clicks become messages, messages become text, the handshake takes arrow keys.
/* global acquireVsCodeApi, document, window, Element */
const host = acquireVsCodeApi();

document.addEventListener('click', (event) => {
	const target = event.target instanceof Element ? event.target : undefined;
	const button = target?.closest('[data-action]');
	if (button) {
		host.postMessage({ type: 'action', action: button.getAttribute('data-action') });
		return;
	}
	const link = target?.closest('[data-path]');
	if (link) {
		event.preventDefault();
		host.postMessage({ type: 'open', path: link.getAttribute('data-path') });
		return;
	}
	const row = target?.closest('.handshake li');
	if (row) {
		moveTo(row);
	}
});

window.addEventListener('message', ({ data }) => {
	if (data?.type !== 'show') {
		return;
	}
	// Focus is never moved by a result: the same button keeps it if the new page still has it.
	const focused = document.activeElement?.getAttribute('data-action');
	document.getElementById('head').innerHTML = data.head;
	document.getElementById('verdict').innerHTML = data.verdict;
	document.getElementById('body').innerHTML = data.body;
	document.getElementById('announcement').textContent =
		document.querySelector('#verdict strong')?.textContent ?? '';
	if (focused) {
		document.querySelector(`[data-action="${focused}"]`)?.focus({ preventScroll: true });
	}
});

document.addEventListener('keydown', (event) => {
	const row = document.activeElement?.closest('.handshake li');
	if (!row) {
		return;
	}
	const rows = [...row.parentElement.children];
	const index = rows.indexOf(row);
	const next = {
		ArrowDown: rows[index + 1],
		ArrowUp: rows[index - 1],
		Home: rows[0],
		End: rows.at(-1),
	}[event.key];
	if (next) {
		event.preventDefault();
		moveTo(next);
	}
});

// Without a selection, copying takes the row that has the focus.
document.addEventListener('copy', (event) => {
	const row = document.activeElement?.closest('.handshake li');
	if (row && String(document.getSelection()) === '') {
		event.clipboardData?.setData('text/plain', row.getAttribute('aria-label') ?? row.textContent);
		event.preventDefault();
	}
});

/** The list has one Tab stop: the row that had the focus last. */
function moveTo(row) {
	for (const other of row.parentElement.children) {
		other.tabIndex = other === row ? 0 : -1;
	}
	row.focus();
}

host.postMessage({ type: 'ready' });
