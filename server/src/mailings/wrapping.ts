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
export function whyNotWrapped(project: ProjectWithDomains): NotWrapped | null {
  const { clicks, opens } = usableDomains(project);
  if (clicks || opens) return null;
  if (!project.trackClicks && !project.trackOpens) {
    return {
      code: 'tracking_off',
      message: 'The project tracks neither clicks nor opens, so the mail stays as it is.',
    };
  }
  const attached =
    (project.trackClicks ? project.clickDomain : null) ?? (project.trackOpens ? project.openDomain : null);
  if (!attached) {
    return {
      code: 'no_domain',
      message: 'No tracking domain is attached to the project for what it tracks, so the mail stays as it is.',
    };
  }
  return {
    code: 'domain_not_verified',
    message: `The tracking domain ${attached.host} is not verified, so the mail stays as it is: its links go straight to their destinations.`,
  };
}

function verified(domain: Domain | null): Domain | null {
  return domain?.status === 'verified' ? domain : null;
}
