import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { FairTurns } from './fair-turns.ts';

const newResponse = () => new ServerResponse(new IncomingMessage(new Socket()));

/** Requests to hosts, in the order in which they were begun; each is answered at once unless `answers` is false. */
function requests(limits: { maxPerTurn: number; maxUnanswered: number }, answers = true) {
  const turns = new FairTurns(limits);
  const begun: string[] = [];
  const responses: ServerResponse[] = [];
  const ask = (host: string, times = 1, cost = 1) => {
    for (let time = 0; time < times; time++) {
      const response = newResponse();
      const answer = () => {
        begun.push(host);
        responses.push(response);
        if (answers) response.end();
      };
      turns.inTurn(host, { response, cost, answer });
    }
  };
  return { ask, begun, responses };
}

describe('requests to hosts', () => {
  it('begin at once while they are few', () => {
    const { ask, begun } = requests({ maxPerTurn: 3, maxUnanswered: 100 });
    ask('a', 2);
    ask('b');
    expect(begun).toEqual(['a', 'a', 'b']);
  });

  it('take turns when one host has many', async () => {
    const { ask, begun } = requests({ maxPerTurn: 4, maxUnanswered: 100 });
    ask('flood', 1000);
    ask('b', 2);
    ask('c');
    expect(begun).toEqual(['flood', 'flood', 'flood', 'flood']);
    await turn();
    expect(begun.slice(4)).toEqual(['flood', 'b', 'c', 'flood']);
    await turn();
    expect(begun.slice(8)).toEqual(['b', 'flood', 'flood', 'flood']);
    while (begun.length < 1003) await turn();
  });

  it('count for as much as they cost', async () => {
    const { ask, begun } = requests({ maxPerTurn: 16, maxUnanswered: 100 });
    ask('app', 5, 8);
    expect(begun).toHaveLength(2);
    await turn();
    expect(begun).toHaveLength(4);
  });

  it('leave room for others, however many of one host are unanswered', async () => {
    const { ask, begun, responses } = requests({ maxPerTurn: 1000, maxUnanswered: 100 }, false);
    ask('flood', 500);
    await turn();
    expect(begun).toHaveLength(50);
    ask('b', 100);
    await turn();
    expect(begun.filter((host) => host === 'b')).toHaveLength(25);
    for (const response of responses.splice(0, 10)) response.emit('close');
    await turn();
    await turn();
    expect(begun).toHaveLength(80);
  });

  it('whose client has gone are not begun', async () => {
    const { ask, begun } = requests({ maxPerTurn: 1, maxUnanswered: 100 });
    const turns = new FairTurns({ maxPerTurn: 1, maxUnanswered: 100 });
    const gone = newResponse();
    turns.inTurn('a', { response: newResponse(), cost: 1, answer: () => begun.push('first') });
    turns.inTurn('a', { response: gone, cost: 1, answer: () => begun.push('gone') });
    gone.destroy();
    ask('b');
    await turn();
    await turn();
    expect(begun).toEqual(['first', 'b']);
  });
});
