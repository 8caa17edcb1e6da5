import type { RequestHandler } from 'express';
import type { AppRouter } from '../../api.ts';
import { placesOf, tagOf } from '../../rest/document.ts';
import { exampleOf, typeText } from '../../rest/example.ts';
import { type JsonSchema, rightOf } from '../../rest/procedures.ts';
import { type Route, routes } from '../../rest/routes.data.ts';
import { escapeHtml, sendPage } from '../page.ts';

const style = `
body { place-items: start center } main { max-width: 60rem; min-width: 0 }
h2 { margin: 40px 0 8px } h3 { margin: 28px 0 4px; font-size: 1rem; overflow-wrap: anywhere }
table { width: 100%; border-collapse: collapse; font-size: .875rem } td, th { padding: 6px 12px 6px 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); overflow-wrap: anywhere }
pre { padding: 12px; overflow-x: auto; border: 1px solid var(--line); border-radius: 8px; background: var(--ground); font-size: .8125rem }
nav a { margin-right: 12px } a { color: var(--accent) }
`;

/** The page on which every address of REST stands with its fields: our own, so that no other party hears who reads it. */
export function referencePage(api: AppRouter, address: string): RequestHandler {
  let body: string | undefined;
  return (_request, response) => {
    body ??= pageBody(api, address);
    sendPage(response, 200, 'Waymark API', body, { style });
  };
}

function pageBody(api: AppRouter, address: string): string {
  const groups = Map.groupBy(routes, tagOf);
  const links = [...groups.keys()].map((tag) => `<a href="#${tag}">${tag}</a>`);
  const sections = [...groups].map(
    ([tag, members]) => `<h2 id="${tag}">${tag}</h2>${members.map((route) => section(route, api, address)).join('')}`,
  );
  return `<h1>Waymark API</h1>
<p>JSON over HTTP, below <code>/api/v1</code>. Send a secret key with each request: <code>authorization: Bearer wm_sk_…</code>. Programs read the same as <a href="/api/v1/openapi.json">OpenAPI 3.1</a>.</p>
<p>An error is <code>{"error":{"code","message","hint","field","requestId"}}</code>, whatever the address. A list is <code>{"data":[…],"nextCursor":"…"}</code>: <code>cursor</code> asks for the next page. Calls that create something take an <code>Idempotency-Key</code>.</p>
<nav aria-label="Addresses">${links.join(' ')}</nav>${sections.join('')}`;
}

function section(route: Route, api: AppRouter, address: string): string {
  const { path, query, body } = placesOf(route, api);
  const rows = [...path.map(row('path')), ...query.map(row('query')), ...body.map(row('body'))];
  const table =
    rows.length === 0
      ? ''
      : `<table><thead><tr><th>field</th><th>in</th><th>type</th><th></th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
  return `<section><h3>${route.method} /api/v1${escapeHtml(route.path)}</h3><p>${asCode(route.summary)}. <span class="soft">Right: ${rightOf(api, route.procedure)}</span></p>${table}<pre tabindex="0">${escapeHtml(exampleOf(route, { api, address }))}</pre></section>`;
}

interface Field {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly required: boolean;
}

const row =
  (place: string) =>
  ({ name, schema, required }: Field): string => {
    const fallback = schema.default === undefined ? '' : `default ${JSON.stringify(schema.default)}`;
    const cells = [name, place, typeText(schema), required ? 'required' : fallback];
    return `<tr>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`;
  };

/** What stands between backticks is code. */
function asCode(text: string): string {
  return escapeHtml(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}
