import type { Action, DomainState, Finding, Language, Sentence } from '@waymark/core';
import type { ApiOutputs, ClientOptions, ProjectSettings, WaymarkError } from '@waymark/sdk';
import type { PanelTexts } from './i18n/panel.ts';

/** What went wrong and what to do about it. */
export type ErrorReport = Pick<WaymarkError, 'code' | 'message' | 'hint'>;

export type Credentials = Pick<ClientOptions, 'server' | 'key'>;

export interface Account {
  readonly server: string;
  readonly name: string;
  readonly member: string;
}

export type Project = ApiOutputs['projects']['list']['data'][number];

export interface Projects {
  readonly all: readonly Project[];
  readonly chosen: string | null;
}

export type Domain = ApiOutputs['domains']['list']['data'][number];

/** Why a domain has its status. */
export type Diagnosis = NonNullable<ProjectSettings['diagnosis']>;

/**
 * How a link is marked in the editor. Its clicks will be counted (`wrap`); they would be, if what sends this mail wrapped it
 * (`would`); they are not now, for a reason that the panel names (`plain`); it is not tracked (`leave`); or somebody should
 * look at it.
 */
export const marks = ['wrap', 'would', 'plain', 'leave', 'warning', 'refuse'] as const;
export type Mark = (typeof marks)[number];

/** A link as the editor's document has it. */
export interface PageLink {
  readonly href: string;
  /** With the alternative text of its images. */
  readonly text: string;
  /** What names the link for who works in the editor where it has no text: its title. */
  readonly label: string;
  readonly attributes: readonly (readonly [name: string, value: string])[];
  /** The plainest markup before and behind it; only of a link whose own text is short. */
  readonly around?: { readonly before: string; readonly after: string };
}

/** The content of one frame. The revision ties an answer to the list of links it was made for. */
export interface FrameReport {
  readonly revision: number;
  readonly editors: readonly string[];
  readonly links: readonly PageLink[];
}

export interface LinkId {
  readonly frameId: number;
  readonly index: number;
}

export type ExplainedFinding = Pick<Finding, 'code' | 'severity'> & Sentence;

export interface PanelLink {
  readonly id: LinkId;
  readonly text: string;
  readonly originalUrl: string;
  readonly action: Action;
  readonly mark: Mark;
  /** Where the link will lead, with the parameters that the project adds; undefined where it adds none. */
  readonly destination: string | undefined;
  /** What the wrapped link will look like; its token is made when the mail is sent. */
  readonly wrapped: string | undefined;
  readonly opensApp: boolean;
  readonly findings: readonly ExplainedFinding[];
}

/** Why there are no wrapped links to show, or that there are. */
export type Readiness =
  | 'signed-out'
  | 'key-refused'
  | 'unreachable'
  | 'no-project'
  | 'no-domain'
  | 'not-verified'
  | 'clicks-off'
  | 'ready';

/** Everything the panel shows about a page. */
export interface PageState {
  readonly readiness: Readiness;
  readonly problem: ErrorReport | undefined;
  readonly project: string | undefined;
  readonly host: string | undefined;
  readonly domainState: DomainState | undefined;
  readonly diagnosis: Diagnosis | undefined;
  readonly editors: readonly string[];
  readonly links: readonly PanelLink[];
  /** Bytes that wrapping adds to the mail's links, negative when they get shorter. */
  readonly growth: number | undefined;
}

export type Corner = 'bottom-right' | 'bottom-left' | 'top-left' | 'top-right';

export interface PanelLayout {
  readonly corner: Corner;
  readonly open: boolean;
}

/** Requests of our own pages to the background. */
export interface PageRequests {
  'account.get'(): Account | undefined;
  /** Remembered because the browser's permission prompt may close the page; undefined clears it. */
  'account.setPendingSignIn'(credentials: Credentials | undefined): void;
  'account.signIn'(credentials: Credentials): Account;
  'account.signOut'(): void;
  'projects.list'(): Projects;
  'projects.choose'(id: string): void;
  'projects.create'(name: string): Project;
  'projects.attach'(choice: { projectId: string; domainId: string }): Project;
  'domains.list'(): readonly Domain[];
  'domains.add'(host: string): Domain;
  'domains.check'(id: string): Domain;
  'page.get'(tabId: number): PageState | undefined;
  'page.show'(tabId: number): void;
  'page.hide'(tabId: number): void;
  'sites.has'(url: string): boolean;
}

/** Requests of content scripts to the background; none of them exposes the member's key. */
export interface FrameRequests {
  'frame.report'(report: FrameReport): void;
  'frame.appeared'(): void;
  'frame.gone'(): void;
  'link.emphasise'(id: LinkId | undefined): void;
  /** The real wrapped address of one link. */
  'link.try'(id: LinkId): string;
  'panel.setLayout'(layout: PanelLayout): void;
  'panel.close'(): void;
  /** Reads the project's settings anew: they may have changed, and a server may be back. */
  'panel.refresh'(): void;
  'account.open'(): void;
}

/** Commands of the background to a frame. */
export interface FrameCommands {
  'frame.open': undefined;
  'frame.stop': undefined;
  'marks.paint': { readonly revision: number; readonly marks: readonly Mark[] };
  'marks.emphasise': { readonly index: number | undefined };
  'panel.show': {
    readonly state: PageState;
    readonly layout: PanelLayout;
    readonly language: Language;
    readonly texts: PanelTexts;
  };
}

type Call = (input: never) => unknown;
type Calls<T> = { [K in keyof T]: Call };
type Input<T extends Calls<T>, K extends keyof T> = Parameters<T[K]>[0];

export type PageHandlers = {
  readonly [K in keyof PageRequests]: (input: Input<PageRequests, K>) => Promise<ReturnType<PageRequests[K]>>;
};
/** The frame a request came from. */
export interface FrameSender {
  readonly tabId: number;
  readonly frameId: number;
  readonly url: string;
}
export type FrameHandlers = {
  readonly [K in keyof FrameRequests]: (
    input: Input<FrameRequests, K>,
    from: FrameSender,
  ) => Promise<ReturnType<FrameRequests[K]>>;
};
