import { describe, expect, it, vi } from 'vitest';
import { createGate } from './gate.ts';

describe('a gate', () => {
  it('holds actions back until it is opened, then lets them pass at once until it is closed', async () => {
    const gate = createGate(60_000);
    const passed: number[] = [];
    gate.pass(() => passed.push(1));
    gate.pass(() => passed.push(2));
    expect(passed).toEqual([]);
    gate.open();
    gate.open();
    await vi.waitFor(() => expect(passed).toEqual([1, 2]));
    gate.pass(() => passed.push(3));
    expect(passed).toEqual([1, 2, 3]);
    gate.close();
    gate.pass(() => passed.push(4));
    expect(passed).toEqual([1, 2, 3]);
    gate.open();
    await vi.waitFor(() => expect(passed).toEqual([1, 2, 3, 4]));
  });

  it('holds nothing back for longer than its timeout', async () => {
    const passed = await new Promise((pass) => createGate(5).pass(() => pass('after a while')));
    expect(passed).toBe('after a while');
  });
});
