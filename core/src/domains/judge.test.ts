import { describe, expect, it } from 'vitest';
import { type DiagnosisCode, diagnoses, isDiagnosisCode } from './diagnoses.ts';
import { judge } from './judge.ts';
import type { CnameAnswer, Observation } from './observation.ts';

const target = 'k3x9t7m2w5q8.cname.waymark.example';

function observed(answer: CnameAnswer): Observation {
  return { host: 'click.brand.com', target, zone: 'cname.waymark.example', loopback: false, answer };
}

const cnames: Partial<Record<DiagnosisCode, readonly (readonly string[])[]>> = {
  ok: [[target], [`${target}.`], ['K3X9T7M2W5Q8.CNAME.Waymark.example.'], [target, `${target}.`]],
  missing: [[]],
  wrong_target: [
    ['ghs.google.example'],
    ['click.brand.com'],
    ['brand.com'],
    ['notcname.waymark.example'],
    ['cname.waymark.example.brand.com'],
    ['_acme.other.example'],
  ],
  shared_target: [
    ['cname.waymark.example'],
    ['CNAME.waymark.example.'],
    ['edge.cname.waymark.example'],
    ['k3x9t7m.cname.waymark.example'],
    [`click.${target}`],
  ],
  other_tenant: [['a1b2c3d4e5f6.cname.waymark.example'], ['A1B2C3D4E5F6.cname.waymark.example.']],
  doubled_target: [[`${target}.brand.com`], [`${target.toUpperCase()}.BRAND.com.`], [`${target}.click.brand.com`]],
  target_not_a_name: [
    [`https://${target}`],
    [`https://${target}/.brand.com.`],
    [`${target}/c`],
    [`${target}:443`],
    ['203.0.113.7'],
    ['203.0.113.7.brand.com.'],
    ['2001:db8::7'],
    [`"${target}"`],
    ['.'],
    [''],
    ['a..b'],
    [`IN CNAME ${target}`],
  ],
  multiple_cname: [
    [target, 'other.example'],
    ['one.example', 'two.example', 'one.example.'],
  ],
};

describe('one CNAME answer', () => {
  const cases = Object.entries(cnames).flatMap(([code, answers]) => answers.map((names) => ({ code, names })));

  it.each(cases)('with $names is judged $code', ({ code, names }) => {
    const judgement = judge(observed({ kind: 'cname', names }));
    expect(judgement.code).toBe(code);
    expect(judgement.status).toBe(code === 'ok' ? 'verified' : 'not_verified');
    expect(judgement.transient).toBe(false);
  });

  it.each([{ kind: 'none' }, { kind: 'no-name' }] as const)('of $kind is judged missing', (answer) => {
    expect(judge(observed(answer))).toMatchObject({ code: 'missing', status: 'not_verified', transient: false });
  });

  it.each(['servfail', 'refused', 'timeout', 'resolver_error'] as const)(
    'that failed with %s says nothing about the domain',
    (failure) => {
      const judgement = judge(observed({ kind: 'failure', failure }));
      expect(judgement).toMatchObject({ code: failure, status: 'pending', transient: true });
    },
  );
});

describe('a judgement', () => {
  it('names the record to change and what it says now', () => {
    expect(judge(observed({ kind: 'cname', names: ['Shop.Brand.com.'] })).details).toEqual({
      host: 'click.brand.com',
      name: 'click',
      zone: 'brand.com',
      target,
      found: 'shop.brand.com',
    });
  });

  it.each([`${target.slice(1)}`, `${target}s`, target.replace('cname.', 'cname'), target.replace('k3x9', 'k3y9')])(
    'says that %s is nearly the right target',
    (name) => {
      const judgement = judge(observed({ kind: 'cname', names: [name] }));
      expect(judgement).toMatchObject({ code: 'wrong_target', details: { found: name, typo: 'yes' } });
    },
  );

  it('lists every target when there are several', () => {
    const { details } = judge(observed({ kind: 'cname', names: ['One.example.', 'two.example'] }));
    expect(details['found']).toBe('one.example, two.example');
  });

  it('of a host on this machine needs no DNS', () => {
    const observation = { ...observed({ kind: 'no-name' }), host: 'click.localhost', loopback: true };
    expect(judge(observation)).toMatchObject({ code: 'loopback_only', status: 'verified', transient: false });
  });
});

describe('the list of diagnoses', () => {
  it('holds no code that no case above reaches', () => {
    const others = ['loopback_only', 'servfail', 'refused', 'timeout', 'resolver_error'];
    expect(Object.keys(diagnoses).sort()).toEqual([...Object.keys(cnames), ...others].sort());
  });

  it.each([
    ['ok', true],
    ['wrong_target', true],
    ['dnssec_bogus', false],
    ['toString', false],
    ['', false],
  ])('knows %j: %s', (code, known) => {
    expect(isDiagnosisCode(code)).toBe(known);
  });
});
