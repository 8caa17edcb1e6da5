import { describe, expect, it } from 'vitest';
import { answersIn } from './answers.ts';

const seenBy = (answer: object) => ({ dns: { views: [{ server: 'ns1.brand.com', role: 'authoritative', answer }] } });

describe('what the servers answered in a check', () => {
  it.each([
    [{ kind: 'cname', names: ['x7.cname.waymark.example'] }, ['x7.cname.waymark.example']],
    [{ kind: 'addresses', addresses: ['192.0.2.1'] }, ['192.0.2.1']],
    [{ kind: 'delegated', servers: ['ns.other.example'] }, ['ns.other.example']],
    [{ kind: 'failure', failure: 'timeout' }, ['timeout']],
    [{ kind: 'no-name' }, []],
    [{ kind: 'empty' }, []],
  ])('%j is shown as %j', (answer, found) => {
    expect(answersIn(seenBy(answer))).toEqual([
      { server: 'ns1.brand.com', role: 'authoritative', kind: answer.kind, found },
    ]);
  });

  it.each([[{}], [{ dns: null }], [seenBy({ kind: 'of a later version' })]])('%j has none', (observation) => {
    expect(answersIn(observation)).toEqual([]);
  });
});
