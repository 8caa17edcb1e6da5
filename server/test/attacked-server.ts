/** What the test and the bench of floods need beside the attackers, whose processes load none of it. */
import type { ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { sealToken } from '@waymark/core';
import type { Database } from '@waymark/prisma';
import { factories } from '@waymark/prisma/testing';
import { ids } from '../src/rpc/ids.ts';
import { ask, askingMetrics } from './ask.ts';
import type { Target } from './attack.ts';

/** An account that attacks, with a link and a key of its own. */
export async function attackersOwn(database: Database): Promise<Omit<Target, 'port'>> {
  const make = factories(database);
  const { id } = await make.account();
  const { domain, key } = await make.domain(id, { status: 'verified' });
  const project = await make.project(id, { clickDomainId: domain.id, openDomainId: domain.id });
  const { links } = await make.mailing(id, project.id, domain.id, ['https://shop.flood.com/']);
  const token = sealToken({ kind: 'c', id: Number(links[0]!.id), keyId: 1, recipientId: 'flood' }, domain.host, key);
  const member = await make.memberWithKey(id);
  return { host: domain.host, path: `/c/${token}`, key: member.key, projectId: ids.project.encode(project.id) };
}

/** The peak of the memory of a process, in megabytes; not a number where Linux does not say it. */
export async function peakMemoryOf({ pid }: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024;
}

/** How many events a server counts as lost. */
export async function countLost(port: number): Promise<number> {
  const { text } = await ask(port, '/metrics', askingMetrics);
  return Number(/^waymark_events_lost_total (\d+)/m.exec(text)?.[1]);
}
