import { expect, it } from 'vitest';
import { domainState, untroubledCodes } from './domain-state.ts';

it.each([
  ['not_verified', null, 'waiting'],
  ['pending', null, 'waiting'],
  ['not_verified', 'missing', 'not_verified'],
  ['pending', 'propagating', 'pending'],
  ['verified', 'ok', 'verified'],
  ['verified', 'ok_chain', 'verified'],
  ['verified', 'loopback_only', 'verified'],
  ['verified', 'proxied', 'troubled'],
  ['verified', 'missing', 'troubled'],
  ['verified', 'of_a_later_version', 'verified'],
  ['verified', null, 'verified'],
] as const)('a domain that is %s with the diagnosis %s is %s', (status, code, state) => {
  expect(domainState(status, code)).toBe(state);
});

it('knows as untroubled what works without a warning', () => {
  expect(untroubledCodes).toEqual(['ok', 'ok_chain', 'loopback_only']);
});
