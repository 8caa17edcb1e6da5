import type { Action, Alternative, DeepLinkClass, Finding } from '@waymark/core';
import type { Outcomes } from './deep-links.ts';
import type { ProjectSettings } from './settings.ts';

export interface PreviewLink {
  /** Index in the mail or in the list passed in. */
  readonly index: number;
  readonly originalUrl: string;
  readonly text: string;
  readonly action: Action;
  /** What a recipient's browser would finally open, with what the project's UTM template adds; only with `wrap`. */
  readonly url?: string;
  /**
   * What the wrapped link will look like, with dots in place of the token, which differs for each recipient:
   * its length is that of a typical link with a numeric recipient id. Missing when the link would not be wrapped,
   * and while the project cannot wrap (no verified domain, click tracking off).
   */
  readonly wrapped?: string;
  readonly deepLink: DeepLinkClass;
  /** It would be wrapped as an app link, under `/a/`. */
  readonly appLink?: true;
  /** What a link that is left becomes, because parameters were chosen instead of wrapping it. */
  readonly leftUrl?: string;
  /** What else can be done with a link that an app may open: a button each, or why there is none. */
  readonly alternatives?: readonly Alternative[];
  readonly findings: readonly Finding[];
}

export interface Preview {
  readonly links: readonly PreviewLink[];
  readonly settings: ProjectSettings;
  /** UTF-8, of the HTML; only for a mail, not for a list of links. */
  readonly bytesBefore?: number;
  readonly bytesAfter?: number;
  /** About the mail as a whole. */
  readonly findings: readonly Finding[];
}

/** What a preview may know beside the mail and the project's settings. */
export interface PreviewFacts {
  readonly mailingName?: string | undefined;
  /** What is known of the links; without it they are judged by their text alone. */
  readonly outcomes?: Outcomes | undefined;
}
