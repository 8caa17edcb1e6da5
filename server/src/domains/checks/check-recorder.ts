import { type afterCheck, healthTransition, type Judgement, type Observation } from '@waymark/core';
import type { Database, DomainCertificate } from '@waymark/prisma';
import { MicroBatcher } from '../../edge/journal/micro-batcher.ts';
import { timeOrderedId } from '../../edge/time-ordered-id.ts';
import type { LeasedDomain } from './leases.ts';

/** One check: what was seen, what it means, and what follows for the domain. */
export interface RecordedCheck {
  readonly domain: LeasedDomain;
  readonly at: Date;
  readonly observation: Observation;
  readonly judgement: Judgement;
  readonly next: ReturnType<typeof afterCheck>;
  readonly certificate: DomainCertificate;
}

/** Stores checks. */
export interface CheckRecorder {
  /**
   * Adds a check to the history, updates the domain with its result, releases the lease and creates an alert if one is
   * due, all in one statement. Returns false, having stored nothing, when the lease was lost or the domain is gone.
   */
  record(check: RecordedCheck): Promise<boolean>;
}

/** What became of a batch. */
interface Outcome {
  /** The domains whose check was stored. */
  readonly stored: ReadonlySet<string>;
  /** Why a check could not be stored. */
  readonly failures: ReadonlyMap<RecordedCheck, unknown>;
}

/** How many checks one statement stores at most. */
const maxChecks = 200;

/**
 * A recorder that stores all pending checks in one statement: a single check is stored at once, and under load many per commit.
 */
export function createCheckRecorder(database: Database): CheckRecorder {
  const batcher = new MicroBatcher({
    run: (checks: readonly RecordedCheck[]) => storeBatch(database, checks),
    maxItems: maxChecks,
  });
  return {
    async record(check) {
      const { stored, failures } = await batcher.add(check);
      if (failures.has(check)) throw failures.get(check);
      return stored.has(check.domain.id);
    },
  };
}

async function storeBatch(database: Database, checks: readonly RecordedCheck[]): Promise<Outcome> {
  try {
    return { stored: await storeChecks(database, checks), failures: new Map() };
  } catch {
    return storeEach(database, checks);
  }
}

/** A check that the database rejects must not fail the others in its batch. */
async function storeEach(database: Database, checks: readonly RecordedCheck[]): Promise<Outcome> {
  const stored = new Set<string>();
  const failures = new Map<RecordedCheck, unknown>();
  for (const check of checks) {
    try {
      for (const id of await storeChecks(database, [check])) stored.add(id);
    } catch (error) {
      failures.set(check, error);
    }
  }
  return { stored, failures };
}

/**
 * An alert is created only if it differs from the domain's previous one, and a recovery only if the trouble was
 * reported.
 */
async function storeChecks(database: Database, checks: readonly RecordedCheck[]): Promise<Set<string>> {
  const stored = await database.$queryRaw<{ id: string }[]>`
    WITH checked AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(checks.map(asRow), storable)}::jsonb) AS checked (
        "checkId" uuid, "domainId" uuid, lease timestamptz, at timestamptz, seen domain_status, code text, details jsonb,
        transient boolean, observation jsonb, status domain_status, certificate domain_certificate, "failedChecks" integer,
        "failedSince" timestamptz, "unfinishedSince" timestamptz, "nextCheckAt" timestamptz, "dnsZone" text, "nameServers" text[],
        turn alert_type, "alertId" uuid)
    ), updated AS (
      UPDATE domain SET
        status = checked.status, diagnosis = checked.code, details = checked.details,
        certificate = checked.certificate, failed_checks = "failedChecks", failed_since = "failedSince",
        dns_zone = coalesce("dnsZone", dns_zone), name_servers = coalesce("nameServers", name_servers),
        unfinished_since = "unfinishedSince", last_check_at = at, next_check_at = "nextCheckAt", leased_until = NULL,
        verified_at = CASE WHEN checked.status = 'verified' AND domain.status <> 'verified' THEN at ELSE verified_at END
      FROM checked WHERE domain.id = "domainId" AND leased_until = lease
      RETURNING domain.id, account_id, host, checked.*
    ), history AS (
      INSERT INTO domain_check (id, domain_id, account_id, at, status, code, details, transient, observation)
      SELECT "checkId", id, account_id, at, seen, code, details, transient, observation FROM updated
    ), told AS (
      INSERT INTO alert (id, account_id, domain_id, host, type, code, details, at, undelivered)
      SELECT "alertId", account_id, id, host, turn, code, details, at, '{}' FROM updated
      WHERE turn IS NOT NULL AND turn IS DISTINCT FROM coalesce(
        (SELECT type FROM alert WHERE domain_id = updated.id ORDER BY alert.at DESC LIMIT 1), 'domain.recovered')
      ON CONFLICT (domain_id, at) DO NOTHING
    )
    SELECT id FROM updated`;
  return new Set(stored.map(({ id }) => id));
}

function asRow({ domain, at, observation, judgement, next, certificate }: RecordedCheck) {
  const turn = healthTransition(domain, { status: next.status, certificate });
  const time = (milliseconds: number | null) => (milliseconds === null ? null : new Date(milliseconds));
  return {
    checkId: timeOrderedId(at.getTime()),
    domainId: domain.id,
    lease: domain.leasedUntil,
    at,
    seen: judgement.status,
    code: judgement.code,
    details: judgement.details,
    transient: judgement.transient,
    observation,
    status: next.status,
    certificate,
    failedChecks: next.unfinished,
    failedSince: time(next.failedSince),
    unfinishedSince: time(next.unfinishedSince),
    nextCheckAt: time(next.nextCheckAt),
    dnsZone: observation.dns?.zone?.name ?? null,
    nameServers: observation.dns?.zone?.servers ?? null,
    turn,
    alertId: turn === null ? null : timeOrderedId(at.getTime()),
  };
}

/** Answers of untrusted DNS servers may contain what PostgreSQL accepts in no text: NUL and lone surrogates. */
function storable(_: string, value: unknown): unknown {
  return typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '\uFFFD') : value;
}
