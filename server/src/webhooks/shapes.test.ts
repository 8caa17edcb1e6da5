import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { noticeSchema } from './shapes.ts';

const page = readFileSync(new URL('../../../docs/api/webhooks.md', import.meta.url), 'utf8');
const examples = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map(([, json]) => JSON.parse(json!) as { type: string });

describe('docs/api/webhooks.md', () => {
  it('has an example of everything that is sent', () => {
    const types = noticeSchema.options.map(({ shape }) => shape.type.value);
    expect(examples.map(({ type }) => type).toSorted()).toEqual(types.toSorted());
  });

  it.each(examples)('shows $type in its shape', (example) => {
    expect(noticeSchema.parse(example)).toEqual(example);
  });
});
