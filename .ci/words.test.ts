import { describe, expect, it } from 'vitest';
import { read } from './tree.ts';
import { hitsOf, matchers, oldWordsIn, type Scope, searchedTexts } from './words.ts';

const words = oldWordsIn(read('docs/words.md'));
const texts = searchedTexts();
const scopes: readonly Scope[] = ['export', 'API field', 'name', 'file', 'column'];

describe('old identifiers of docs/words.md', () => {
  it('are found by this test', () => {
    const rows = read('docs/words.md').split('## Old identifiers')[1]?.match(/^\| `/gm) ?? [];
    expect(words.length).toBeGreaterThan(200);
    expect(words.length).toBe(rows.length);
  });

  it.each(scopes)('stand nowhere any more as %s', async (scope) => {
    const hits = words
      .filter((word) => word.scope === scope)
      .flatMap((word) => hitsOf(word, texts).map((hit) => `${word.old} → ${word.now} in ${hit}`));
    console.log(
      `${scope}: ${words.filter((word) => word.scope === scope).length} old identifiers, ${hits.length} hits`,
    );
    expect(hits).toEqual([]);
  });

  it('are looked for only where there are files', () => {
    const nowhere = words.filter(({ where }) => where.some((path) => !texts.some(({ file }) => file.startsWith(path))));
    expect(nowhere).toEqual([]);
  });
});

describe('a hit is found', () => {
  const hits = (scope: Scope, old: string, text: string, file = 'server/src/x.ts') =>
    matchers[scope]({ file, text }, old);

  it('in exports, and not in what stays in its file', () => {
    expect(hits('export', 'HotSet', 'export class HotSet {}')).toBe(1);
    expect(hits('export', 'HotSet', "export { type HotSet, other } from './x.ts';")).toBe(1);
    expect(hits('export', 'HotSet', 'export async function HotSet() {}')).toBe(1);
    expect(hits('export', 'HotSet', 'export const { HotSet } = caches;')).toBe(1);
    expect(hits('export', 'HotSet', "export * as HotSet from './x.ts';")).toBe(1);
    expect(hits('export', 'HotSet', 'export default class HotSet {}')).toBe(1);
    expect(hits('export', 'HotSet', 'const HotSet = 1; export class HotSets {}')).toBe(0);
  });

  it('in fields and values of the API, and not in longer words', () => {
    expect(hits('API field', 'messageId', 'input: z.object({ messageId: id })')).toBe(1);
    expect(hits('API field', 'messageId', 'return { name, messageId };')).toBe(1);
    expect(hits('API field', 'messageId', '  readonly messageId?: string;')).toBe(1);
    expect(hits('API field', 'went_bad', "kind === 'went_bad'")).toBe(1);
    expect(hits('API field', 'messages.register', 'await api.messages.register.mutate()')).toBe(1);
    expect(hits('API field', 'messageId', 'const id = messageIds; // messageId is gone')).toBe(0);
    expect(hits('API field', 'messageId', '```ts\nconst { messageId } = await x();\n```', 'docs/x.md')).toBe(1);
    expect(hits('API field', 'messages.list', 'Call `messages.list`.', 'docs/x.md')).toBe(1);
    expect(hits('API field', 'messageId', 'The messageId: gone', 'docs/x.md')).toBe(0);
  });

  it('in names that are declared', () => {
    expect(hits('name', 'patience', 'const patience = 20;')).toBe(1);
    expect(hits('name', 'patience', 'interface Wait { readonly patience: number }')).toBe(1);
    expect(hits('name', 'patience', 'function wait(patience = 20) {}')).toBe(1);
    expect(hits('name', 'patience', 'class Wait { #patience = 20; }')).toBe(1);
    expect(hits('name', 'learn', 'class Map { learn(states: Known[]): void {} }')).toBe(1);
    expect(hits('name', 'patience', "say('patience'); const patiences = 1;")).toBe(0);
    expect(hits('name', 'patience', '// Losing patience: no name.')).toBe(0);
  });

  it('in names of files', () => {
    expect(hits('file', 'hot-set', '', 'server/src/edge/hot-set.conformance.ts')).toBe(1);
    expect(hits('file', 'src/services.ts', '', 'server/src/services.ts')).toBe(1);
    expect(hits('file', 'preview', '', 'server/src/preview/router.ts')).toBe(1);
    expect(hits('file', 'hot-set', '', 'server/src/edge/hot-sets.ts')).toBe(0);
  });

  it('in columns of the schema and of SQL', () => {
    expect(hits('column', 'message_id', '  messageId BigInt @map("message_id")', 'prisma/schema/x.prisma')).toBe(1);
    expect(hits('column', 'consent', '  consent   String', 'prisma/schema/x.prisma')).toBe(1);
    expect(hits('column', 'message_id', 'query(`SELECT message_id FROM event`)')).toBe(1);
    expect(hits('column', 'message', 'query(`SELECT 1 FROM message WHERE true`)')).toBe(1);
    expect(hits('column', 'message', "query('DELETE FROM message')")).toBe(1);
    expect(hits('column', 'went_bad', 'enum AlertType {\n  went_bad\n}', 'prisma/schema/x.prisma')).toBe(1);
    expect(hits('column', 'link_message', '  @@index([id], map: "link_message")', 'prisma/schema/x.prisma')).toBe(1);
    expect(hits('column', 'message', 'throw new Error(`The message is gone.`)')).toBe(0);
  });
});
