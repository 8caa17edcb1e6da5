import {
  cnameRecord,
  dnsProviderOf,
  domainState,
  explainDiagnosis,
  explainLookAlike,
  explainOverdue,
  explainRecord,
  isDiagnosisCode,
  type Language,
  unicodeHost,
} from '@waymark/core';
import type { Domain, DomainCheck } from '@waymark/prisma';
import { z } from 'zod';
import { ids } from '../rpc/ids.ts';
import { answersIn } from './answers.ts';
import type { DomainWithProjects } from './store.ts';

const detailsSchema = z.record(z.string(), z.string());

const dayMs = 86_400_000;

/** A domain as the API returns it, with diagnosis and instructions in the reader's language. */
export function toDomainView(domain: DomainWithProjects, language: Language, now = Date.now()) {
  return {
    id: ids.domain.encode(domain.id),
    host: domain.host,
    unicode: unicodeHost(domain.host),
    status: domain.status,
    /** The status as people see it: `waiting` before the first check, `troubled` when verified while something is wrong. */
    state: domainState(domain.status, domain.diagnosis),
    diagnosis: toDiagnosisView(domain, language),
    overdue: toOverdueView(domain, language, now),
    lookAlike: explainLookAlike(domain.host, language),
    record: recordOf(domain),
    instructions: toInstructionsView(domain, language),
    createdAt: domain.createdAt.toISOString(),
    verifiedAt: domain.verifiedAt?.toISOString() ?? null,
    lastCheckAt: domain.lastCheckAt?.toISOString() ?? null,
    nextCheckAt: domain.nextCheckAt.toISOString(),
    /** Whether a certificate may be issued for the host; `will_fail`: its authority would refuse. */
    certificate: domain.certificate,
    projects: toProjectViews(domain),
  };
}

/** The CNAME record that a domain needs, relative to the zone that DNS was seen to use for it. */
export function recordOf({ host, cnameTarget, dnsZone }: Domain) {
  return cnameRecord(host, cnameTarget, dnsZone);
}

/** The projects that use a domain for clicks or opens, without duplicates. */
export function projectsOf({ clickProjects, openProjects }: DomainWithProjects) {
  return [...new Map([...clickProjects, ...openProjects].map((project) => [project.id, project])).values()];
}

/** The same with their ids and names as the API returns them. */
export function toProjectViews(domain: DomainWithProjects) {
  return projectsOf(domain).map(({ id, name }) => ({ id: ids.project.encode(id), name }));
}

/** The result of the last check, as code and sentence; null before the first check. */
export function toDiagnosisView(domain: { diagnosis: string | null; details: unknown }, language: Language) {
  const code = domain.diagnosis;
  if (code === null || !isDiagnosisCode(code)) return null;
  return { code, ...explainDiagnosis(code, detailsSchema.parse(domain.details), language) };
}

/** Advice on what to look at and whom to ask, once checks have failed to verify the domain for a day; null before. */
function toOverdueView({ diagnosis, details, unfinishedSince }: Domain, language: Language, now: number) {
  if (unfinishedSince === null || now - unfinishedSince.getTime() < dayMs) return null;
  if (diagnosis === null || !isDiagnosisCode(diagnosis)) return null;
  return explainOverdue(diagnosis, detailsSchema.parse(details), language);
}

/** A check in the history; a diagnosis unknown to this version is reduced to its code. */
export function toCheckView(
  { id, at, status, code, details, transient, observation }: DomainCheck,
  language: Language,
) {
  const sentence = isDiagnosisCode(code) ? explainDiagnosis(code, detailsSchema.parse(details), language) : null;
  const answers = answersIn(observation);
  return { id: ids.check.encode(id), at: at.toISOString(), status, code, sentence, transient, answers };
}

function toInstructionsView(domain: Domain, language: Language) {
  const provider = dnsProviderOf(domain.nameServers);
  return {
    provider: provider ? { name: provider.name, panel: provider.panel ?? null } : null,
    ...explainRecord(recordOf(domain), provider, language),
  };
}
