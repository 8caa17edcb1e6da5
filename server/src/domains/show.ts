import { cnameRecord, explainDiagnosis, isDiagnosisCode, type Language, unicodeHost } from '@waymark/core';
import { z } from 'zod';
import type { DomainWithProjects } from './store.ts';

const detailsShape = z.record(z.string(), z.string());

/** A domain as the API shows it, its diagnosis in the reader's language. */
export function showDomain(domain: DomainWithProjects, language: Language) {
  const projects = new Map([...domain.clickProjects, ...domain.openProjects].map((project) => [project.id, project]));
  return {
    id: domain.id,
    host: domain.host,
    unicode: unicodeHost(domain.host),
    status: domain.status,
    diagnosis: showDiagnosis(domain, language),
    record: cnameRecord(domain.host, domain.cnameTarget),
    createdAt: domain.createdAt.toISOString(),
    verifiedAt: domain.verifiedAt?.toISOString() ?? null,
    lastCheckAt: domain.lastCheckAt?.toISOString() ?? null,
    projects: [...projects.values()],
  };
}

/** What the last check found, as code and sentence; null before the first check. */
export function showDiagnosis(domain: { diagnosis: string | null; details: unknown }, language: Language) {
  const code = domain.diagnosis;
  if (code === null || !isDiagnosisCode(code)) return null;
  return { code, ...explainDiagnosis(code, detailsShape.parse(domain.details), language) };
}
