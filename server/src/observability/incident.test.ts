import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createIncident } from './incident.ts';
import { createLog } from './log.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

function startIncident() {
  const lines = new PassThrough();
  const sentences = { begins: 'it fails', ends: 'it works again' };
  const incident = createIncident(createLog('info', lines), sentences, { outcome: () => ({ lost: 7 }) });
  const logged = () =>
    String(lines.read() ?? '')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  return { incident, logged };
}

it('is logged when it begins and when it has been over for ten seconds, however often something fails in it', () => {
  const { incident, logged } = startIncident();
  incident.worked();
  expect([incident.isOpen, logged()]).toEqual([false, []]);
  for (let failure = 0; failure < 100; failure++) {
    incident.failed(new Error('ENOSPC'));
    incident.worked();
    vi.advanceTimersByTime(100);
  }
  expect(incident.isOpen).toBe(true);
  expect(logged()).toEqual([expect.objectContaining({ msg: 'it fails', error: expect.anything() })]);
  vi.advanceTimersByTime(9_000);
  incident.worked();
  expect(logged()).toEqual([]);
  vi.advanceTimersByTime(1_000);
  incident.worked();
  expect(logged()).toEqual([expect.objectContaining({ msg: 'it works again', seconds: 20, failures: 100, lost: 7 })]);
  expect(incident.isOpen).toBe(false);
});

it('that recurs later is a new one', () => {
  const { incident, logged } = startIncident();
  for (let time = 0; time < 2; time++) {
    incident.failed(new Error('EIO'));
    vi.advanceTimersByTime(10_000);
    incident.worked();
  }
  expect(logged().map(({ msg }) => msg)).toEqual(['it fails', 'it works again', 'it fails', 'it works again']);
});
