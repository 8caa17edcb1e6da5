import { randomUUID } from 'node:crypto';
import type { Database } from '@waymark/prisma';
import { LRUCache } from 'lru-cache';
import type { Caller } from '../../rpc/caller.ts';

/** How often it is stored that a connection was seen, and of how many this server remembers it. */
const [seenEveryMs, maxRemembered] = [60_000, 10_000];
/** How many plug-ins of a project, and sites of a connection, are kept: pages of others name them. */
const [maxOfProject, maxSites] = [50, 20];

/** A plug-in of an e-mail builder, as its preview names it. */
export interface SeenBuilder {
  readonly plugin: string;
  /** The origin of the page that it runs in. */
  readonly site: string | undefined;
}

/** Notes what really wraps a project's mail. Nothing waits for it, and nothing fails because of it. */
export interface SeenConnections {
  /** A program's secret key registered a mailing of the project. */
  noteSender(caller: Caller, projectId: string): Promise<void>;
  /** A plug-in asked for the project's settings with the key of a program. */
  noteBuilder(caller: Caller, projectId: string, builder: SeenBuilder): Promise<void>;
}

export function createSeenConnections(database: Database): SeenConnections {
  const seen = new LRUCache<string, true>({ max: maxRemembered, ttl: seenEveryMs });

  async function note(
    { accountId, key }: Caller,
    { projectId, kind, source, site }: { projectId: string; kind: string; source: string; site?: string | undefined },
  ): Promise<void> {
    const name = [projectId, kind, source, site].join(' ');
    if (key === undefined || seen.has(name)) return;
    seen.set(name, true);
    const sites = site === undefined ? [] : [site];
    const at = new Date();
    await database.$executeRaw`
      INSERT INTO connection AS known (id, account_id, project_id, kind, source, key_id, sites, last_seen_at)
      SELECT ${randomUUID()}::uuid, ${accountId}::uuid, ${projectId}::uuid, ${kind}::connection_kind, ${source},
        ${key.id}::uuid, ${sites}::text[], ${at}
      WHERE (SELECT count(*) FROM connection WHERE project_id = ${projectId}::uuid AND source <> ${source}) < ${maxOfProject}
      ON CONFLICT (project_id, kind, source) DO UPDATE SET last_seen_at = ${at}, key_id = EXCLUDED.key_id,
        sites = CASE WHEN EXCLUDED.sites <@ known.sites OR cardinality(known.sites) >= ${maxSites} THEN known.sites
          ELSE known.sites || EXCLUDED.sites END`.catch(() => seen.delete(name));
  }

  return {
    async noteSender(caller, projectId) {
      if (caller.keyKind !== 'secret' || caller.key === undefined) return;
      await note(caller, { projectId, kind: 'sender', source: caller.key.id });
    },
    async noteBuilder(caller, projectId, { plugin, site }) {
      // A page says itself where it is; its key says where it may be.
      const isAllowed = site !== undefined && caller.key?.origins.includes(site) === true;
      await note(caller, { projectId, kind: 'builder', source: plugin, site: isAllowed ? site : undefined });
    },
  };
}
