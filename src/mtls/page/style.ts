import { Markup } from '../../util/markup';

/** The one style block of the page; the theme is the reader's. */
export const pageStyle = new Markup(`
:root { color-scheme: light dark; --bg: #fff; --fg: #3b3b3b; --muted: #666; --line: #dcdcdc; --code: #f4f4f4; --pass: #388a34; --fail: #c72e2e; }
@media (prefers-color-scheme: dark) { :root { --bg: #1f1f1f; --fg: #d4d4d4; --muted: #a3a3a3; --line: #3a3a3a; --code: #2b2b2b; --pass: #73c991; --fail: #f47067; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 860px; padding: 40px 40px 36px; background: var(--bg); color: var(--fg); font: 14px/1.55 system-ui, -apple-system, "Segoe UI", sans-serif; }
.mark { display: flex; gap: 10px; align-items: center; font-weight: 600; margin: 0; }
.mark svg { flex: none; } .accepted .mark { color: var(--pass); } .refused .mark { color: var(--fail); }
h1 { font-size: 26px; line-height: 34px; font-weight: 600; margin: 10px 0 4px; overflow-wrap: anywhere; }
h2 { font-size: 14px; font-weight: 600; margin: 28px 0 6px; padding-bottom: 6px; border-bottom: 1px solid var(--line); }
p { margin: 0 0 6px; max-width: 78ch; } .muted { color: var(--muted); }
code { font: 12.5px/20px Menlo, Consolas, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: 170px 1fr; row-gap: 4px; margin: 8px 0 0; } dt { color: var(--muted); } dd { margin: 0; overflow-wrap: anywhere; }
ol { margin: 6px 0 0; padding: 0; list-style: none; counter-reset: n; }
li { counter-increment: n; display: grid; grid-template-columns: 26px 1fr; padding: 8px 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
li::before { content: counter(n) "."; color: var(--muted); } li:last-child { border-bottom: 0; }
pre { margin: 10px 0; background: var(--code); padding: 10px 14px; border-radius: 3px; white-space: pre-wrap; } pre code { font-size: 12px; }
footer { margin-top: 30px; color: var(--muted); font-size: 12px; }
@media (max-width: 560px) { body { padding: 20px 18px; } dl { grid-template-columns: 1fr; } dd { margin-bottom: 6px; } }
`);
