/** What the page of a trial looks like, besides what all pages have. */
export const style = `
body { place-items: start center }
h2 { margin: 0 0 12px; font-size: 1.05rem; line-height: 1.35; overflow-wrap: anywhere }
.soft { font-size: .9rem }
#device-note { margin: 4px 0 0 }
section { margin-top: 28px; padding-top: 24px; border-top: 1px solid var(--line) }
.way { margin: 0 0 20px; scroll-margin-top: 16px }
.way:last-child { margin-bottom: 0 }
.tap { display: grid; grid-template-columns: 1fr auto; column-gap: 12px; min-height: 56px; padding: 12px 16px; border: 2px solid var(--accent); border-radius: 12px; color: inherit; text-decoration: none; overflow-wrap: anywhere }
.tap b { color: var(--accent) }
.tap::after { content: '\\203A'; grid-column: 2; grid-row: 1 / 3; align-self: center; font-size: 1.8rem; line-height: 1; color: var(--accent) }
.tap span, .none span { font-size: .85rem; color: var(--soft) }
.tap:active { background: var(--ground) }
.none { padding: 12px 16px; border: 2px dashed var(--line); border-radius: 12px }
.none b { display: block; color: var(--soft) }
.way > p { margin: 8px 0 0 }
summary { padding: 12px 0; min-height: 44px; font-weight: 600; cursor: pointer }
.answers { display: grid; gap: 8px }
.answers button { margin: 0; min-height: 48px; color: inherit; background: transparent; border: 1px solid var(--line) }
.answers button:hover, .answers button:active { border-color: var(--accent) }
.results { list-style: none; padding: 0; margin: 8px 0 0 }
.results li { margin: 0 0 8px; padding: 8px 12px; border-left: 4px solid var(--accent); background: var(--ground); overflow-wrap: anywhere }
.results .inconclusive { border-left-style: dashed; border-left-color: var(--soft) }
.keep { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
@media (max-width: 480px) { body { padding: 0 } main { padding: 20px 16px 32px; border: 0; border-radius: 0; min-height: 100vh } }
@media (min-width: 420px) { .answers { grid-template-columns: 1fr 1fr 1fr } }
`;

/**
 * Opens the question below the link that was tapped, also when the page is loaded again on the way back; keeps what was
 * written until then; and writes times as the phone does. Without it the question is opened by a tap, and times are UTC.
 */
export const script = `
const kept = (name, value) => {
  try { return value === undefined ? sessionStorage.getItem(name) : sessionStorage.setItem(name, value) } catch { return null }
};
const ask = (id) => document.getElementById(id)?.querySelector('details')?.setAttribute('open', '');
for (const link of document.querySelectorAll('a.tap')) {
  link.addEventListener('click', () => { kept('tapped', link.parentElement.id); ask(link.parentElement.id) });
}
for (const field of document.querySelectorAll('input')) {
  const before = kept(field.name);
  if (before && !new URLSearchParams(location.search).has(field.name)) field.value = before;
  field.addEventListener('input', () => kept(field.name, field.value));
}
document.querySelector('form').addEventListener('submit', () => kept('tapped', ''));
if (kept('tapped')) ask(kept('tapped'));
for (const time of document.querySelectorAll('time')) {
  time.textContent = new Date(time.dateTime).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
}
`;
