import { type afterCheck, healthTransition, type Judgement, type Observation } from '@waymark/core';
import type { Database, DomainCertificate } from '@waymark/prisma';
import { timeOrderedId } from '../../edge/journal/time-ordered-id.ts';
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

interface Waiting {
  readonly check: RecordedCheck;
  readonly settle: PromiseWithResolvers<boolean>;
}

/** How many checks one statement stores at most. */
const maxBatchSize = 200;

/**
 * A recorder that stores all pending checks in one statement: a single check at once, and under load many per commit.
 */
export function createCheckRecorder(database: Database): CheckRecorder {
  const waiting: Waiting[] = [];
  let storing = false;

  async function store(): Promise<void> {
    if (storing) return;
    storing = true;
    for (let batch = waiting.splice(0, maxBatchSize); batch.length > 0; batch = waiting.splice(0, maxBatchSize)) {
      await storeTogether(batch).catch(() => storeEach(batch));
    }
    storing = false;
  }

  async function storeTogether(batch: readonly Waiting[]): Promise<void> {
    const stored = await storeChecks(
      database,
      batch.map(({ check }) => check),
    );
    for (const { check, settle } of batch) settle.resolve(stored.has(check.domain.id));
  }

  /** A check that the database rejects must not fail the others in its batch. */
  async function storeEach(batch: readonly Waiting[]): Promise<void> {
    for (const one of batch) await storeTogether([one]).catch((error) => one.settle.reject(error));
  }

  return {
    record(check) {
      const settle = Promise.withResolvers<boolean>();
      waiting.push({ check, settle });
      void store();
      return settle.promise;
    },
  };
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
