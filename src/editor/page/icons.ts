/** The pictures that pages know; each stands beside a word, never alone. */
export type PageIcon =
	| 'pass'
	| 'error'
	| 'warning'
	| 'info'
	| 'question'
	| 'lock'
	| 'disconnected'
	| 'cancelled'
	| 'running'
	| 'certificate'
	| 'server'
	| 'client'
	| 'peer'
	| 'file'
	| 'key'
	| 'request'
	| 'crl'
	| 'package'
	| 'missing'
	| 'clock'
	| 'copy'
	| 'pin'
	| 'pinned'
	| 'chevron';

/** Draws an icon as inline SVG in the current text color, hidden from screen readers. */
export function iconSvg(icon: PageIcon, cssClass: string): string {
	return (
		`<svg class="icon ${cssClass}" viewBox="0 0 16 16" width="16" height="16" fill="none" ` +
		`stroke="currentColor" stroke-width="1.1" stroke-linecap="round" stroke-linejoin="round" ` +
		`aria-hidden="true">${shapes[icon]}</svg>`
	);
}

const circle = '<circle cx="8" cy="8" r="6.4"/>';

/** Strokes on a 16 by 16 grid; `media/probe-*.svg` draws the same shapes for the editor tab. */
export const shapes: Readonly<Record<PageIcon, string>> = {
	pass: `${circle}<path d="M5.2 8.3l2 2 3.7-4.3"/>`,
	error: `${circle}<path d="M5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4"/>`,
	warning: '<path d="M8 2.1l6.3 11.4H1.7z"/><path d="M8 6.3v3.6M8 11.6v.3"/>',
	info: `${circle}<path d="M8 7.4v3.7M8 4.9v.3"/>`,
	question: `${circle}<path d="M6.2 6.5a1.8 1.8 0 1 1 2.9 1.4c-.7.5-1.1.8-1.1 1.6M8 11.4v.2"/>`,
	lock: '<rect x="3.5" y="7" width="9" height="6.5" rx=".8"/><path d="M5.5 7V5a2.5 2.5 0 0 1 5 0v2M8 9.6v1.4"/>',
	disconnected:
		'<path d="M4.6 7.4l4 4-1.3 1.3a2.8 2.8 0 0 1-4-4zM11.4 8.6l-4-4 1.3-1.3a2.8 2.8 0 0 1 4 4z"/>' +
		'<path d="M3.3 12.7l-1.5 1.5M12.7 3.3l1.5-1.5"/>',
	cancelled: `${circle}<path d="M3.6 3.6l8.8 8.8"/>`,
	certificate:
		'<path d="M8 1.6l1.7 1.3 2.1-.1.6 2 1.8 1.2-.8 2 .8 2-1.8 1.2-.6 2-2.1-.1L8 14.4l-1.7-1.3-2.1.1-.6-2L1.8 10l.8-2-.8-2 1.8-1.2.6-2 2.1.1z"/><path d="M5.4 8.2l1.9 1.9 3.4-4"/>',
	server:
		'<rect x="2.5" y="2.5" width="11" height="4.6" rx=".8"/><rect x="2.5" y="8.9" width="11" height="4.6" rx=".8"/><path d="M5 4.8h.2M5 11.2h.2"/>',
	client: `${circle}<circle cx="8" cy="6.4" r="2.2"/><path d="M3.9 12.6a4.4 4.4 0 0 1 8.2 0"/>`,
	peer: '<path d="M2.5 5.5h10M10 3l2.5 2.5L10 8M13.5 10.5h-10M6 8l-2.5 2.500L6 13"/>',
	file: '<path d="M3.5 1.500h6l3 3v10h-9z"/><path d="M9.5 1.500v3h3"/>',
	key: '<circle cx="5" cy="11" r="3"/><path d="M7.2 8.800l6-6M11 5l2 2M9.3 6.700l1.3 1.3"/>',
	request: '<path d="M2 9.500l2-7h8l2 7v4H2z"/><path d="M2 9.500h3.500l1 1.800h3l1-1.800H14"/>',
	crl: `${circle}<path d="M3.6 3.600l8.8 8.8"/>`,
	package: '<path d="M8 1.600l6 3v6.800l-6 3-6-3V4.600z"/><path d="M2 4.600l6 3 6-3M8 7.600v6.8"/>',
	missing: '<circle cx="8" cy="8" r="6.4" stroke-dasharray="2.5 2.52"/>',
	clock: `${circle}<path d="M8 4.200V8l2.6 1.6"/>`,
	copy: '<rect x="5.5" y="4.5" width="8" height="9.5" rx=".8"/><path d="M10.5 4.500V2H2.500v9.500h3"/>',
	pin: '<path d="M6 1.800h4M6.7 1.800v4.600L4.5 9h7L9.3 6.400V1.800M8 9v5"/>',
	pinned:
		'<path d="M6 1.800h4M6.7 1.800v4.600L4.5 9h7L9.3 6.400V1.800z" fill="currentColor"/><path d="M8 9v5"/>',
	chevron: '<path d="M6 3.800L10.2 8 6 12.2"/>',
	running: '<circle cx="8" cy="8" r="6.4" opacity=".25"/><path d="M8 1.6A6.4 6.4 0 0 1 14.4 8"/>',
};
