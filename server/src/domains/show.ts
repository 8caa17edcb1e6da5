import {
  cnameRecord,
  dnsProviderOf,
  explainDiagnosis,
  explainOverdue,
  explainRecord,
  isDiagnosisCode,
  type Language,
  unicodeHost,
} from '@waymark/core';
import type { Domain, DomainCheck } from '@waymark/prisma';
import { z } from 'zod';
import type { DomainWithProjects } from './store.ts';

const detailsShape = z.record(z.string(), z.string());

const day = 86_400_000;

/** A domain as the API shows it, its diagnosis and instructions in the reader's language. */
export function showDomain(domain: DomainWithProjects, language: Language, now = Date.now()) {
  return {
    id: domain.id,
    host: domain.host,
    unicode: unicodeHost(domain.host),
    status: domain.status,
    diagnosis: showDiagnosis(domain, language),
    overdue: showOverdue(domain, language, now),
    record: recordOf(domain),
    instructions: showInstructions(domain, language),
    createdAt: domain.createdAt.toISOString(),
    verifiedAt: domain.verifiedAt?.toISOString() ?? null,
    lastCheckAt: domain.lastCheckAt?.toISOString() ?? null,
    projects: projectsOf(domain),
  };
}

/** The CNAME record that a domain needs, in the zone where the DNS was seen to hold it. */
export function recordOf({ host, cnameTarget, dnsZone }: Domain) {
  return cnameRecord(host, cnameTarget, dnsZone);
}

/** The projects that use a domain, for clicks or opens, each once. */
export function projectsOf({ clickProjects, openProjects }: DomainWithProjects) {
  return [...new Map([...clickProjects, ...openProjects].map((project) => [project.id, project])).values()];
}

/** What the last check found, as code and sentence; null before the first check. */
export function showDiagnosis(domain: { diagnosis: string | null; details: unknown }, language: Language) {
  const code = domain.diagnosis;
  if (code === null || !isDiagnosisCode(code)) return null;
  return { code, ...explainDiagnosis(code, detailsShape.parse(domain.details), language) };
}

/** What to look at and whom to ask when checks have not found the domain verified for a day; null before. */
function showOverdue({ diagnosis, details, unfinishedSince }: Domain, language: Language, now: number) {
  if (unfinishedSince === null || now - unfinishedSince.getTime() < day) return null;
  if (diagnosis === null || !isDiagnosisCode(diagnosis)) return null;
  return explainOverdue(diagnosis, detailsShape.parse(details), language);
}

/** A check of the history; a diagnosis that only another version knows has its code alone. */
export function showCheck({ id, at, status, code, details, transient }: DomainCheck, language: Language) {
  const sentence = isDiagnosisCode(code) ? explainDiagnosis(code, detailsShape.parse(details), language) : null;
  return { id, at: at.toISOString(), status, code, sentence, transient };
}

function showInstructions(domain: Domain, language: Language) {
  const provider = dnsProviderOf(domain.nameServers);
  return {
    provider: provider ? { name: provider.name, panel: provider.panel ?? null } : null,
    ...explainRecord(recordOf(domain), provider, language),
  };
}
