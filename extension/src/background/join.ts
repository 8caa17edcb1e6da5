import { type LinkAsWritten, wordsBesideLink } from '@waymark/core';
import type { FrameReport, PageLink } from '../protocol.ts';

/** The latest reports of a tab's frames, by frame id. */
export type Frames = ReadonlyMap<number, FrameReport>;

/** A link of a tab, with its frame and its position there. */
export interface JoinedLink {
  readonly frameId: number;
  readonly index: number;
  readonly link: PageLink;
}

const byFrame = ([a]: readonly [number, FrameReport], [b]: readonly [number, FrameReport]) => a - b;

/** The links of all frames in a stable order: the page itself first. */
export function joinFrames(frames: Frames): readonly JoinedLink[] {
  return [...frames]
    .sort(byFrame)
    .flatMap(([frameId, report]) => report.links.map((link, index) => ({ frameId, index, link })));
}

/** The editors found in a tab, without duplicates. */
export function editorsOf(frames: Frames): readonly string[] {
  return [...new Set([...frames].sort(byFrame).flatMap(([, report]) => report.editors))];
}

/** A link in the form that core and the SDK judge. */
export function asWritten({ href, text, attributes, around }: PageLink): LinkAsWritten {
  const beside = around && wordsBesideLink(text, around);
  return { originalUrl: href, text, attributes: new Map(attributes), ...(beside !== undefined && { beside }) };
}
