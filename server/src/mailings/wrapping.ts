import type { Language } from '@waymark/core';
import type { Domain } from '@waymark/prisma';

/** Why nothing is wrapped, as the answer says it. */
export interface NotWrapped {
  readonly code: 'tracking_off' | 'no_domain' | 'domain_not_verified';
  readonly message: string;
}

interface ProjectWithDomains {
  readonly trackClicks: boolean;
  readonly trackOpens: boolean;
  readonly clickDomain: Domain | null;
  readonly openDomain: Domain | null;
}

/** The domains on which a mail of this project can be wrapped now; unverified domains do not count. */
export function usableDomains(project: ProjectWithDomains): { clicks: Domain | null; opens: Domain | null } {
  return {
    clicks: project.trackClicks ? verified(project.clickDomain) : null,
    opens: project.trackOpens ? verified(project.openDomain) : null,
  };
}

/** Why a project has no usable domain, or null when it has one. */
export function whyNotWrapped(project: ProjectWithDomains, language: Language): NotWrapped | null {
  const { clicks, opens } = usableDomains(project);
  if (clicks || opens) return null;
  const attached =
    (project.trackClicks ? project.clickDomain : null) ?? (project.trackOpens ? project.openDomain : null);
  const tracks = project.trackClicks || project.trackOpens;
  const code = !tracks ? 'tracking_off' : attached ? 'domain_not_verified' : 'no_domain';
  return { code, message: sentences[language][code].replace('{host}', attached?.host ?? '') };
}

/** Those of a mailing's domains on which its links are answered now. */
export function onlyVerified({ clicks, opens }: { clicks: Domain | null; opens: Domain | null }) {
  return { clicks: verified(clicks), opens: verified(opens) };
}

/** Why a mailing is rendered as it is. */
export interface NotRendered {
  readonly code: NotWrapped['code'] | 'registered_unwrapped';
  readonly message: string;
}

/** Why a mailing of this project is rendered as it is, where it has no domain that is verified. */
export function whyNotRendered(project: ProjectWithDomains, language: Language): NotRendered {
  return whyNotWrapped(project, language) ?? { code: 'registered_unwrapped', message: registeredUnwrapped[language] };
}

const registeredUnwrapped: Readonly<Record<Language, string>> = {
  en: 'When this mailing was registered, nothing of it could be wrapped, or its tracking domain is not in use any more, so the mail stays as it is. Register it again.',
  de: 'Als dieses Mailing registriert wurde, ließ sich nichts daran umschreiben, oder seine Tracking-Domain ist nicht mehr in Gebrauch; deshalb bleibt die Mail, wie sie ist. Registrieren Sie es noch einmal.',
};

const sentences: Readonly<Record<Language, Readonly<Record<NotWrapped['code'], string>>>> = {
  en: {
    tracking_off: 'The project tracks neither clicks nor opens, so the mail stays as it is.',
    no_domain: 'No tracking domain is attached to the project for what it tracks, so the mail stays as it is.',
    domain_not_verified:
      'The tracking domain {host} is not verified, so the mail stays as it is: its links go straight to their destinations.',
  },
  de: {
    tracking_off: 'Das Projekt zählt weder Klicks noch Öffnungen, deshalb bleibt die Mail, wie sie ist.',
    no_domain: 'Für das, was das Projekt zählt, hat es keine Tracking-Domain, deshalb bleibt die Mail, wie sie ist.',
    domain_not_verified:
      'Die Tracking-Domain {host} ist nicht bestätigt, deshalb bleibt die Mail, wie sie ist: Ihre Links führen geradewegs zu ihren Zielen.',
  },
};

function verified(domain: Domain | null): Domain | null {
  return domain?.status === 'verified' ? domain : null;
}
