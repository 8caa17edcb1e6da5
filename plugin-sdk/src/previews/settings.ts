import type { DomainState, DomainStatus, UtmTemplate } from '@waymark/core';
import type { WaymarkApi } from '#api';

/** What a preview needs to know about a project; all null or false when the account has no project yet. */
export interface ProjectSettings {
  readonly project: { readonly id: string; readonly name: string } | null;
  /** Scheme and authority of wrapped links; null without an attached domain. */
  readonly origin: string | null;
  /** The same for the pixel, which may have a domain of its own. */
  readonly pixelOrigin: string | null;
  readonly host: string | null;
  readonly status: DomainStatus | null;
  /** The status as people are shown it: just added, or verified while something is wrong; missing on an older server. */
  readonly state?: DomainState | null;
  readonly diagnosis: {
    readonly code: string;
    readonly title: string;
    readonly explanation: string;
    readonly advice: string;
  } | null;
  readonly trackOpens: boolean;
  readonly trackClicks: boolean;
  /** What the project adds to destinations that lack it; a server of the previous version does not know it. */
  readonly utm?: UtmTemplate | null;
  /**
   * What happens to links that open an app and would no longer do so when wrapped, and to those of public apps; missing on a
   * server that is older, which leaves both.
   */
  readonly deepLinks?: 'leave' | 'track';
  readonly publicAppLinks?: 'leave' | 'track';
  /** True on a server that is being tried out locally, where links to localhost may be wrapped. */
  readonly allowLocalHosts: boolean;
  /**
   * Every tracking host of the account, whose links are wrapped already; null for a publishable key, which is public,
   * and missing on a server that is older.
   */
  readonly trackingHosts?: readonly string[] | null;
}

export interface SettingsCache {
  /** At most a minute old; concurrent calls share one request. */
  read(projectId?: string): Promise<ProjectSettings>;
  /** Fetches now, and caches for later reads. */
  refresh(projectId?: string, signal?: AbortSignal): Promise<ProjectSettings>;
}

const ttlMs = 60_000;

/** Caches each project's settings for a minute. A failed request is not cached: the next read tries again. */
export function createSettingsCache(api: WaymarkApi): SettingsCache {
  const cache = new Map<string, { readonly expiresAt: number; readonly settings: Promise<ProjectSettings> }>();

  function refresh(projectId?: string, signal?: AbortSignal): Promise<ProjectSettings> {
    const key = projectId ?? '';
    const settings = api.projects.settings.query({ projectId }, signal && { signal });
    const entry = { expiresAt: Date.now() + ttlMs, settings };
    cache.set(key, entry);
    settings.catch(() => {
      if (cache.get(key) === entry) cache.delete(key);
    });
    return settings;
  }

  function read(projectId?: string): Promise<ProjectSettings> {
    const entry = cache.get(projectId ?? '');
    return entry && Date.now() < entry.expiresAt ? entry.settings : refresh(projectId);
  }

  return { read, refresh };
}
