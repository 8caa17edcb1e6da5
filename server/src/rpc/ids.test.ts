import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ids } from './ids.ts';

const uuid = '0199b0de-0000-7000-8000-00000000000a';
const digits = '0199b0de00007000800000000000000a';

describe('an id', () => {
  it.each([
    ['account', uuid, `acc_${digits}`],
    ['alert', uuid, `alt_${digits}`],
    ['change', uuid, `chg_${digits}`],
    ['check', uuid, `chk_${digits}`],
    ['domain', uuid, `dom_${digits}`],
    ['event', uuid, `evt_${digits}`],
    ['key', uuid, `key_${digits}`],
    ['link', 1234, 'lnk_1234'],
    ['mailing', Number.MAX_SAFE_INTEGER, 'mlg_9007199254740991'],
    ['member', uuid, `mem_${digits}`],
    ['project', uuid, `prj_${digits}`],
  ] as const)('of a(n) %s that the database keeps as %s is %s outside', (kind, internal, written) => {
    const { encode, schema } = ids[kind];
    expect(encode(internal as never)).toBe(written);
    expect(schema.parse(written)).toBe(internal);
  });

  it('comes back as it was, whatever it is', () => {
    const uuids = fc.property(fc.uuid(), (id) => ids.project.schema.parse(ids.project.encode(id)) === id);
    const numbers = fc.property(
      fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
      (id) => ids.link.schema.parse(ids.link.encode(id)) === id,
    );
    fc.assert(uuids);
    fc.assert(numbers);
  });

  it('of one kind is never taken for one of another', () => {
    const kinds = Object.entries(ids);
    for (const [name, { schema }] of kinds) {
      const accepted = [`prj_${digits}`, 'lnk_7', `acc_${digits}`, 'mlg_7'].filter(
        (id) => schema.safeParse(id).success,
      );
      expect(accepted.length, name).toBeLessThanOrEqual(1);
    }
    expect(new Set(kinds.map(([, { encode }]) => encode('' as never).slice(0, 4))).size).toBe(kinds.length);
  });

  it.each([
    uuid,
    digits,
    `dom_${digits}`,
    `prj_${uuid}`,
    `prj_${digits.toUpperCase()}`,
    `prj_${digits}0`,
    `prj_${digits}\n`,
    ` prj_${digits}`,
    'prj_',
    '',
    7,
    null,
  ])('of a project is not %j', (id) => {
    expect(ids.project.schema.safeParse(id).success).toBe(false);
  });

  it.each(['7', 'lnk_7', 'mlg_0', 'mlg_-1', 'mlg_07', 'mlg_1.5', 'mlg_1e3', 'mlg_9007199254740992', 'mlg_'])(
    'of a mailing is not %j',
    (id) => {
      expect(ids.mailing.schema.safeParse(id).success).toBe(false);
    },
  );

  it('of another kind is refused with the prefix that is expected', () => {
    const { error } = ids.mailing.schema.safeParse('lnk_7');
    expect(error?.issues[0]?.message).toBe('has to be the id of a mailing, which begins with mlg_');
  });
});
