/** The pictures a report page knows; each stands beside a word, never alone. */
export type PageIcon =
	| 'pass'
	| 'error'
	| 'warning'
	| 'info'
	| 'question'
	| 'lock'
	| 'disconnected'
	| 'cancelled'
	| 'running';

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
	running: '<circle cx="8" cy="8" r="6.4" opacity=".25"/><path d="M8 1.6A6.4 6.4 0 0 1 14.4 8"/>',
};
