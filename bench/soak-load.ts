import { setTimeout as sleep } from 'node:timers/promises';
import { sealToken } from '@waymark/core';
import { ask } from '../server/test/ask.ts';
import { startAsking } from '../server/test/asking.ts';
import type { ClickedLink } from '../server/test/clicks.ts';
import { fuzz } from '../server/test/fuzz/fuzz.ts';

/** A mail that was sent. */
export interface SentMail extends ClickedLink {
  readonly mailingId: number;
  readonly url: string;
}

/** What has been answered so far. */
export interface SoakCounts {
  readonly clicks: number;
  readonly dropped: number;
  readonly opens: number;
  readonly junk: number;
  /** Answers to junk that must not occur. */
  readonly wrong: readonly string[];
}

/** Junk is sent in parts with a pause, so that most of the load is readers. */
const junkAtOnce = 200;
const pause = 150;

/**
 * Readers and strangers: clicks on connections that are kept and on new ones, opens on a connection each, and broken, altered
 * and foreign requests, all as fast as they are answered, until it is stopped.
 */
export function startSoaking(port: number, mail: SentMail): { counts(): SoakCounts; stop(): Promise<SoakCounts> } {
  const kept = startAsking(port, mail, { clients: 8, recipients: 'k' });
  const anew = startAsking(port, mail, { clients: 4, recipients: 'n', perConnection: 5 });
  let [stopping, opens, junk] = [false, 0, 0];
  const wrong: string[] = [];

  const open = async () => {
    while (!stopping) {
      const token = sealToken(
        { kind: 'o', id: mail.mailingId, keyId: 1, recipientId: `o${opens}` },
        mail.host,
        mail.key,
      );
      if ((await ask(port, `/o/${token}.gif`, { host: mail.host })).status === 200) opens++;
    }
  };
  const stranger = async () => {
    const token = sealToken({ kind: 'c', id: mail.linkId, keyId: 1, recipientId: '1' }, mail.host, mail.key);
    const links = { host: mail.host, genuine: [`/c/${token}`], foreign: ['/c/AAAB-en05Vb0e5A'] };
    const isOwn = (location: string) => location === mail.url;
    for (let seed = 1; !stopping; seed++) {
      const report = await fuzz(port, { ...links, isOwn, seed, requests: junkAtOnce });
      junk += report.sent;
      wrong.push(...report.wrong);
      await sleep(pause);
    }
  };
  const running = Promise.all([open(), open(), stranger()]);
  const counts = () => ({
    clicks: kept.answered.size + anew.answered.size,
    dropped: kept.dropped + anew.dropped,
    opens,
    junk,
    wrong,
  });
  const stop = async () => {
    stopping = true;
    await Promise.all([running, kept.stop(), anew.stop()]);
    return counts();
  };
  return { counts, stop };
}
