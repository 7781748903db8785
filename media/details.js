// The details page's own script: it draws what the host sends and tells it what was asked for.
/* global acquireVsCodeApi, document, window, Element, CSS */
const host = acquireVsCodeApi();
const post = (message) => host.postMessage(message);
const byId = (id) => document.getElementById(id);

/** Lists with one Tab stop each: arrow keys walk the rows of the first selector inside the second. */
const lists = [
	['.field', '#fields'],
	['[role=treeitem]', '[role=tree]'],
	['tbody tr', '.entries'],
	['[role=tab]', '[role=tablist]'],
];

window.addEventListener('message', ({ data }) => {
	switch (data?.type) {
		case 'show':
			show(data.regions, data.announcement);
			break;
		case 'children':
			addChildren(data.of, data.from, data.html);
			break;
		case 'selected':
			showSelected(data);
			break;
		case 'tab':
			byId(`panel-${data.tab}`).innerHTML = data.html;
			break;
		case 'entries':
			byId('entries').innerHTML = data.html;
			break;
	}
});

/** Replaces regions; what had the focus keeps it if it is still there. */
function show(regions, announcement) {
	const focused = focusKey();
	for (const [region, html] of Object.entries(regions)) {
		byId(region).innerHTML = html;
	}
	if (announcement) {
		byId('announcement').textContent = announcement;
	}
	if (focused && document.activeElement === document.body) {
		document.querySelector(focused)?.focus({ preventScroll: true });
	}
}

function focusKey() {
	const element = document.activeElement;
	for (const name of ['data-action', 'data-explain', 'data-field', 'data-offset', 'data-tab']) {
		const value = element?.getAttribute(name);
		if (value) {
			return `[${name}="${CSS.escape(value)}"]`;
		}
	}
	return undefined;
}

document.addEventListener('click', (event) => {
	const target = event.target instanceof Element ? event.target : undefined;
	const at = (selector) => target?.closest(selector);
	const link = at('a');
	if (link) {
		event.preventDefault();
	}
	const button = at('[data-action]');
	if (button) {
		post({ type: 'action', action: button.dataset.action });
	} else if (at('[data-explain]')) {
		post({ type: 'explain', ruleId: at('[data-explain]').dataset.explain });
	} else if (at('[data-path]')) {
		post({ type: 'open', path: link.dataset.path, line: Number(link.dataset.line) });
	} else if (at('[data-copy]')) {
		copy(at('.field').dataset.value, at('[data-copy]'));
	} else if (at('[data-copy-tab]')) {
		post({ type: 'copyTab', tab: at('[data-copy-tab]').dataset.copyTab });
	} else if (at('[data-page]')) {
		post({ type: 'entries', page: Number(at('[data-page]').dataset.page) });
	} else if (at('[role=tab]')) {
		selectTab(at('[role=tab]'));
	} else if (at('[role=treeitem]')) {
		clickNode(at('[role=treeitem]'), at('.chevron') !== null);
	} else if (at('[data-byte]')) {
		const start = Number(at('[data-byte]').dataset.byte);
		post({ type: 'select', start, end: start + 1 });
	} else if (at('.field')) {
		moveTo(at('.field'), '.field', '#fields');
		selectBytes(at('.field'));
	}
});

document.addEventListener('keydown', (event) => {
	const focused = document.activeElement;
	const list = lists.find(([row, within]) => focused?.closest(within) && focused.matches(row));
	if (!list) {
		return;
	}
	const [row, within] = list;
	const rows = [...focused.closest(within).querySelectorAll(row)].filter((each) => !each.hidden);
	const index = rows.indexOf(focused);
	const isTabs = row === '[role=tab]';
	const next = {
		[isTabs ? 'ArrowRight' : 'ArrowDown']: rows[index + 1],
		[isTabs ? 'ArrowLeft' : 'ArrowUp']: rows[index - 1],
		Home: rows[0],
		End: rows.at(-1),
	}[event.key];
	if (next) {
		event.preventDefault();
		moveTo(next, row, within);
		if (isTabs) {
			selectTab(next);
		}
	} else if (row === '[role=treeitem]' && treeKey(focused, event.key)) {
		event.preventDefault();
	} else if (event.key === 'Enter' && row === '.field') {
		event.preventDefault();
		selectBytes(focused);
	} else if (event.key === 'Escape') {
		unmark();
	}
});

// Without a selection, copying takes the value that has the focus.
document.addEventListener('copy', (event) => {
	const value = document.activeElement?.closest('[data-value]')?.dataset.value;
	if (value !== undefined && String(document.getSelection()) === '') {
		event.clipboardData?.setData('text/plain', value);
		event.preventDefault();
	}
});

function moveTo(element, row, within) {
	for (const other of element.closest(within).querySelectorAll(row)) {
		other.tabIndex = other === element ? 0 : -1;
	}
	element.focus();
}

function copy(text, button) {
	post({ type: 'copy', text });
	byId('announcement').textContent = `${button.title.replace('Copy ', '')} copied`;
}

function selectTab(tab) {
	for (const other of tab.parentElement.children) {
		const isSelected = other === tab;
		other.setAttribute('aria-selected', String(isSelected));
		other.tabIndex = isSelected ? 0 : -1;
		byId(other.getAttribute('aria-controls')).hidden = !isSelected;
	}
	const panel = byId(tab.getAttribute('aria-controls'));
	if (panel.childElementCount === 0) {
		post({ type: 'tab', tab: tab.dataset.tab });
	}
}

function selectBytes({ dataset }) {
	if (dataset.start === undefined) {
		unmark();
		return;
	}
	if (byId('tab-asn1').getAttribute('aria-selected') !== 'true') {
		selectTab(byId('tab-asn1'));
	}
	post({ type: 'select', start: Number(dataset.start), end: Number(dataset.end) });
}

// The tree is a flat row of items; a level says what belongs to what.

function levelOf(item) {
	return Number(item.getAttribute('aria-level'));
}

/** The items below one, however deep. */
function below(item) {
	const items = [];
	for (
		let next = item.nextElementSibling;
		next && levelOf(next) > levelOf(item);
		next = next.nextElementSibling
	) {
		items.push(next);
	}
	return items;
}

function clickNode(item, isOnChevron) {
	moveTo(item, '[role=treeitem]', '[role=tree]');
	if (item.dataset.next !== undefined) {
		more(item);
	} else if (isOnChevron) {
		toggle(item);
	} else {
		post({
			type: 'select',
			start: Number(item.dataset.offset),
			end: Number(item.dataset.end),
		});
	}
}

function more(item) {
	post({ type: 'expand', of: Number(item.dataset.parent), from: Number(item.dataset.next) });
}

/** Right opens or goes in, Left closes or goes out, Enter selects; true if the key meant something. */
function treeKey(item, key) {
	const expanded = item.getAttribute('aria-expanded');
	if (key === 'Enter' || key === ' ') {
		clickNode(item, false);
	} else if (key === 'ArrowRight' && expanded === 'false') {
		toggle(item);
	} else if (key === 'ArrowRight' && expanded === 'true') {
		moveTo(item.nextElementSibling, '[role=treeitem]', '[role=tree]');
	} else if (key === 'ArrowLeft' && expanded === 'true') {
		toggle(item);
	} else if (key === 'ArrowLeft') {
		let parent = item.previousElementSibling;
		while (parent && levelOf(parent) >= levelOf(item)) {
			parent = parent.previousElementSibling;
		}
		if (parent) {
			moveTo(parent, '[role=treeitem]', '[role=tree]');
		}
	} else {
		return false;
	}
	return true;
}

function toggle(item) {
	const isOpen = item.getAttribute('aria-expanded') === 'true';
	if (item.hasAttribute('aria-expanded')) {
		item.setAttribute('aria-expanded', String(!isOpen));
		if (!isOpen && below(item).length === 0) {
			post({ type: 'expand', of: Number(item.dataset.offset), from: 0 });
		}
		refreshHidden();
	}
}

/** An item is seen if everything it belongs to is open. */
function refreshHidden() {
	let closedAt = Infinity;
	for (const item of document.querySelectorAll('[role=treeitem]')) {
		const level = levelOf(item);
		if (level <= closedAt) {
			closedAt = Infinity;
		}
		item.hidden = level > closedAt;
		if (closedAt === Infinity && item.getAttribute('aria-expanded') === 'false') {
			closedAt = level;
		}
	}
}

function addChildren(of, from, html) {
	const item = document.querySelector(`[role=treeitem][data-offset="${of}"]`);
	const place = document.querySelector(`.more[data-parent="${of}"][data-next="${from}"]`);
	if (from !== 0 && place) {
		const isFocused = place === document.activeElement;
		const before = place.previousElementSibling;
		place.insertAdjacentHTML('afterend', html);
		place.remove();
		if (isFocused) {
			moveTo(before.nextElementSibling, '[role=treeitem]', '[role=tree]');
		}
	} else if (from === 0 && item && below(item).length === 0) {
		item.insertAdjacentHTML('afterend', html);
	}
	refreshHidden();
}

function showSelected({ opened, node, hex, field }) {
	for (const { of, html } of opened) {
		addChildren(of, 0, html);
		document
			.querySelector(`[role=treeitem][data-offset="${of}"]`)
			?.setAttribute('aria-expanded', 'true');
	}
	refreshHidden();
	unmark();
	const item = document.querySelector(`[role=treeitem][data-offset="${node}"]`);
	item?.setAttribute('aria-selected', 'true');
	const tree = item?.closest('[role=tree]');
	for (const other of tree?.querySelectorAll('[role=treeitem]') ?? []) {
		other.tabIndex = other === item ? 0 : -1;
	}
	scrollWithin(tree, item);
	byId('hex').innerHTML = hex;
	scrollWithin(document.querySelector('.hex'), document.querySelector('.hex .marked'));
	document.querySelector(`[data-field="${field}"]`)?.classList.add('selected');
}

function unmark() {
	for (const marked of document.querySelectorAll('.field.selected')) {
		marked.classList.remove('selected');
	}
	for (const item of document.querySelectorAll('[role=treeitem][aria-selected=true]')) {
		item.setAttribute('aria-selected', 'false');
	}
}

/** Moves the box, never the page: what somebody reads stays where it is. */
function scrollWithin(box, element) {
	if (box && element) {
		const [outer, inner] = [box.getBoundingClientRect(), element.getBoundingClientRect()];
		if (inner.top < outer.top || inner.bottom > outer.bottom) {
			box.scrollTop += inner.top - outer.top - outer.height / 3;
		}
	}
}

post({ type: 'ready' });
