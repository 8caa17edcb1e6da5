import { describe, expect, it } from 'vitest';
import { type DiagnosisCode, diagnoses, isDiagnosisCode } from '../diagnoses.ts';
import { addresses, all, cname, edge, examples, observed, target } from '../observation.testing.ts';
import { isWorthProbing, judge } from './judge.ts';

const seen = (...names: string[]) => observed({ views: all(cname(...names)), chain: names.slice(0, 1) });

describe.each(Object.keys(diagnoses) as DiagnosisCode[])('the diagnosis %s', (code) => {
  it.each(examples[code].map((observation, index) => [index + 1, observation] as const))(
    'is made of its example %d, with what follows from it',
    (_, observation) => {
      const { status, certificate } = diagnoses[code];
      const transient = 'transient' in diagnoses[code];
      expect(judge(observation)).toMatchObject({ code, status, certificate, transient });
    },
  );

  it('can be made from an observation stored as JSON', () => {
    for (const observation of examples[code]) {
      expect(judge(JSON.parse(JSON.stringify(observation)))).toEqual(judge(observation));
    }
  });
});

describe('a judgement', () => {
  it('names the record to change and its current value', () => {
    expect(judge(seen('Shop.Brand.com.')).details).toEqual({
      host: 'click.brand.com',
      name: 'click',
      zone: 'brand.com',
      target,
      found: 'shop.brand.com',
    });
  });

  it('names the zone that the record belongs in', () => {
    const observation = observed({ zone: { name: 'mail.brand.com', servers: [] } }, { host: 'a.click.mail.brand.com' });
    expect(judge(observation).details).toMatchObject({ name: 'a.click', zone: 'mail.brand.com' });
  });

  it.each([`${target.slice(1)}`, `${target}s`, target.replace('cname.', 'cname'), target.replace('k3x9', 'k3y9')])(
    'says that %s is nearly the right target',
    (name) => {
      expect(judge(seen(name))).toMatchObject({ code: 'wrong_target', details: { found: name, variant: 'typo' } });
    },
  );

  it('lists several targets, but not a thousand', () => {
    expect(judge(seen('One.example.', 'two.example')).details['found']).toBe('one.example, two.example');
    const many = Array.from({ length: 1000 }, (_, index) => `n${index}.example`);
    expect(judge(seen(...many)).details['found']).toBe('n0.example, n1.example, n2.example, n3.example, n4.example');
  });

  it('names the servers that have a record and those that do not', () => {
    expect(judge(examples.propagating[0]!).details).toMatchObject({ found: 'ns1.brand.com', server: 'ns2.brand.com' });
  });

  it('names the address of the family that points elsewhere', () => {
    expect(judge(examples.address_elsewhere[2]!).details).toMatchObject({ found: '2a00:1450::99', type: 'AAAA' });
  });

  it('never verifies a domain whose links do not open, whatever CAA forbids', () => {
    const https = { kind: 'certificate', reason: 'handshake', seen: '' } as const;
    for (const observation of [...examples.ok, ...examples.caa_forbids, ...examples.wildcard]) {
      expect(judge({ ...observation, https }).status).toBe('pending');
    }
    expect(judge({ ...examples.caa_forbids[0]!, https })).toMatchObject({
      code: 'caa_forbids',
      certificate: 'will_fail',
    });
  });

  it('ignores CAA while links are plain http', () => {
    expect(judge({ ...examples.caa_forbids[0]!, ca: null }).code).toBe('ok');
  });

  it.each([
    ['beside ours', [edge[0]!, '198.51.99.7'], '198.51.99.7', 'A'],
    ['beside ours, in the other order', ['198.51.99.7', edge[0]!], '198.51.99.7', 'A'],
    ['of the other family', [edge[0]!, '2a00:1450::99'], '2a00:1450::99', 'AAAA'],
  ])('names the foreign address %s, whatever one of them answers', (_, found, foreign, type) => {
    const views = all(addresses(...found));
    for (const https of [
      null,
      { kind: 'other-server', status: 200, server: '' },
      { kind: 'ours', unproven: [foreign] },
    ] as const) {
      expect(judge(observed({ views, chain: [] }, { https }))).toMatchObject({
        code: 'address_elsewhere',
        details: { found: foreign, type },
      });
    }
  });

  it('takes addresses that could not be reached neither for ours nor for foreign, so that a status stays', () => {
    const https = { kind: 'unreachable', reason: 'no_route', address: '2a00:1450::99' } as const;
    const seen = (...found: string[]) => judge(observed({ views: all(addresses(...found)), chain: [] }, { https }));
    expect(seen('2a00:1450::99')).toMatchObject({ code: 'address_unproven', transient: true, status: 'pending' });
    expect(seen('2a00:1450::99', edge[0]!)).toMatchObject({ code: 'address_elsewhere' });
    expect(judge(observed({}, { https }))).toMatchObject({
      code: 'https_unreachable',
      details: { variant: 'no_route' },
    });
  });

  it('warns before records of a website are deleted or changed', () => {
    const website = { kind: 'certificate', reason: 'wrong_name', seen: 'brand.com' } as const;
    const away = addresses('198.51.99.7');
    const seen = (rest: object, answer = away) =>
      judge(observed({ views: all(answer), chain: [] }, rest)).details['variant'];
    expect(seen({ https: website })).toBe('website');
    expect(seen({ host: 'www.brand.com', https: null })).toBe('website');
    expect(seen({ https: website }, cname('shops.example'))).toBe('website');
    expect(seen({ https: null })).toBeUndefined();
    expect(seen({ https: { kind: 'unreachable', reason: 'refused', address: '198.51.99.7' } })).toBeUndefined();
  });

  it('says when nobody answers for the CAA records, also together with a failed handshake', () => {
    const unanswered = observed({ caaUnanswered: { name: 'brand.com', failure: 'timeout' } });
    const https = { kind: 'certificate', reason: 'handshake', seen: 'tlsv1 alert internal error' } as const;
    expect(judge({ ...unanswered, https })).toMatchObject({
      code: 'caa_unanswered',
      status: 'pending',
      certificate: 'will_fail',
    });
    expect(judge({ ...unanswered, ca: null }).code).toBe('ok');
  });

  it('does not accept addresses as ours when a request reached another server', () => {
    const observation = observed(
      { views: all(addresses('198.51.99.7')), chain: [] },
      { https: { kind: 'other-server', status: 200, server: 'nginx' } },
    );
    expect(judge(observation).status).toBe('not_verified');
  });
});

describe('a request to the host', () => {
  const answered = { kind: 'other-server', status: 404, server: '' } as const;

  it.each(Object.keys(diagnoses) as DiagnosisCode[])('is made only when it can change the judgement: %s', (code) => {
    for (const example of examples[code]) {
      const fromDns = judge({ ...example, https: null });
      if (isWorthProbing(fromDns)) continue;
      expect(judge({ ...example, https: answered })).toEqual(fromDns);
    }
  });
});

describe('the list of diagnoses', () => {
  it.each([
    ['ok', true],
    ['wrong_target', true],
    ['loopback', false],
    ['toString', false],
    ['', false],
  ])('knows %j: %s', (code, known) => {
    expect(isDiagnosisCode(code)).toBe(known);
  });
});
