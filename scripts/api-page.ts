import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { type AppRouterNeeds, createAppRouter } from '../server/src/router.ts';
import { apiErrors } from '../server/src/rpc/api-errors.data.ts';
import { type Right, type Rule, rights, scopes } from '../server/src/rpc/rights.data.ts';
import type { ProcedureMeta } from '../server/src/rpc/trpc.ts';
import { fieldsOf, type JsonSchema, typeOf } from './json-schema-type.ts';

interface Procedure {
  readonly _def: {
    readonly type: 'query' | 'mutation';
    readonly meta: ProcedureMeta;
    readonly inputs: readonly { toJSONSchema(options: { io: 'input'; unrepresentable: 'any' }): JsonSchema }[];
  };
}

/** Nothing of it is called: the page needs to know what there is, not what it does. */
const needs = new Proxy({}, { get: () => ({}) }) as AppRouterNeeds;
const procedures = createAppRouter(needs)._def.procedures as unknown as Readonly<Record<string, Procedure>>;

const server = fileURLToPath(new URL('../server/', import.meta.url));
const routers = globSync('src/*/*router.ts', { cwd: server }).map((file) => readFileSync(`${server}${file}`, 'utf8'));
const http: { getHTTPStatusCodeFromError(error: { readonly code: string }): number } = createRequire(
  `${server}package.json`,
)('@trpc/server/http');

const purposes: Readonly<Record<Right, string>> = {
  preview: 'see previews',
  read: 'read projects and tracking domains',
  reports: 'read mailings, figures, events and alerts',
  person: 'take the own connection out of the figures',
  send: 'register, wrap and verify mailings',
  recipients: 'opt recipients out and in',
  erase: 'erase recipients',
  projects: 'change projects',
  domains: 'change tracking domains and their apps',
  edit: 'change links and mailings that were sent, try links on phones',
  webhooks: 'change who is alerted',
  keys: 'manage keys',
  own: 'manage the account',
};
const ofKeys = { 'every-key': 'every key', 'secret-key': 'every secret key', 'no-key': 'none' };

/** docs/operators/api.md: every procedure with its input and the right it needs, and every error. */
export function apiPage(): string {
  const groups = Map.groupBy(Object.entries(procedures), ([path]) => path.split('.')[0]!);
  const sections = [...groups].map(([group, members]) => `## ${group}\n\n${members.map(procedureSection).join('\n')}`);
  return `# API

The server answers [tRPC](https://trpc.io) under \`/trpc\` on the host of \`WAYMARK_PUBLIC_URL\`. The [SDK](../sdk/README.md) calls it
with types for inputs and answers (\`waymark.api\`). From anywhere else it is JSON over HTTP:

\`\`\`
GET  /trpc/projects.list                                   a query
GET  /trpc/domains.get?input=%7B%22id%22%3A%22…%22%7D       a query with an input: JSON, URL-encoded
POST /trpc/domains.add       {"host":"click.brand.com"}    a mutation

authorization: Bearer wm_…
content-type: application/json
accept-language: de                                        sentences in German, otherwise in English
\`\`\`

An answer is \`{"result":{"data":…}}\`, an error \`{"error":{"data":{"error":{"code":"…","message":"…","hint":"…"}}}}\` with one of the
[codes below](#errors). Fields that are not listed are refused. A query may be asked by POST too; one that names a recipient should be, since
URLs stand in the logs of proxies.

Every list is a page: \`{"data":[…],"nextCursor":"…"}\`. Pass \`nextCursor\` as \`cursor\` to get the next one; at the end it is \`null\`. What is
added meanwhile neither repeats an entry nor leaves one out.

A member has the rights of their role, and an owner all of them. A secret key has those of its scopes.

| right | to | least role | key |
| --- | --- | --- | --- |
${Object.entries(rights).map(rightRow).join('\n')}

| scope | lets a program |
| --- | --- |
${Object.entries(scopes)
  .map(([scope, purpose]) => `| \`${scope}\` | ${purpose} |`)
  .join('\n')}

This page is written from the routers and \`server/src/rpc/api-errors.data.ts\` by \`npm run docs\`.

${sections.join('\n')}
## Errors

| code | status | message | hint |
| --- | --- | --- | --- |
${Object.entries(apiErrors).map(errorRow).join('\n')}
`;
}

function rightRow([right, { role, key }]: [string, Rule]): string {
  const keys = key in ofKeys ? ofKeys[key as keyof typeof ofKeys] : `\`${key}\``;
  return `| \`${right}\` | ${purposes[right as Right]} | ${role} | ${keys} |`;
}

function procedureSection([path, { _def }]: [string, Procedure]): string {
  const input = _def.inputs[0]?.toJSONSchema({ io: 'input', unrepresentable: 'any' });
  const head = `### \`${path}\`\n\n${sentenceOf(path, _def.meta.right)}\n\n${_def.type}, right \`${_def.meta.right}\``;
  return input ? `${head}\n\n${fieldTable(input)}` : `${head}, without input\n`;
}

function fieldTable(input: JsonSchema): string {
  const rows = fieldsOf(input).map(({ name, schema, required }) => {
    const fallback = schema.default === undefined ? '' : `default \`${JSON.stringify(schema.default)}\``;
    return `| \`${name}\` | ${typeOf(schema)} | ${required ? 'required' : fallback} |`;
  });
  return `| field | type | |\n| --- | --- | --- |\n${rows.join('\n')}\n`;
}

/** What the comment above a router says of one of its procedures, which also names the right that it really needs. */
function sentenceOf(path: string, right: Right): string {
  const [feature, name] = path.split('.');
  const router = routers.find((source) => source.includes(`function ${feature}Router(`)) ?? '';
  const [, said] = new RegExp(`^ \\* ${name} +${right} +(.+)$`, 'm').exec(router) ?? [];
  if (said === undefined) throw new Error(`Above ${feature}Router, say what ${name} does, with the right "${right}".`);
  return said;
}

function errorRow([code, { kind, message, hint }]: [string, (typeof apiErrors)[keyof typeof apiErrors]]): string {
  const status = http.getHTTPStatusCodeFromError({ code: kind });
  return `| \`${code}\` | ${status} | ${inMarkdown(message)} | ${inMarkdown(hint)} |`;
}

/** What is filled in at the moment stands in italics. */
function inMarkdown(text: string): string {
  return text.replace(/[<>|*_]/g, (character) => `\\${character}`).replace(/\{(\w+)\}/g, '*$1*');
}
