import { ownTags } from './own-tags.data.ts';

/** Finds and names what one system alone writes. */
export interface TagSystems {
  /** The first character of anything that could be a tag. */
  readonly openings: RegExp;
  /** Where the tag ends that begins at `start`, or -1. */
  endAt(text: string, start: number): number;
  /** The system that a tag belongs to; undefined for one that several write. */
  nameOf(tag: string): string | undefined;
}

const names = Object.keys(ownTags);
/** A group for each system. */
const anyTag = new RegExp(
  Object.values(ownTags)
    .map(({ source }) => `(${source})`)
    .join('|'),
  'y',
);

/** All systems of the table. Whatever prepares mail knows them; a preview of single links does without. */
export const tagSystems: TagSystems = {
  openings:
    /\{(?=[^\s}"':]| MERGEFIELD )|\*(?=[|[])|<(?=[%?#*]|span )|\[|%|\$(?=[!{[$\w])|~(?=[~A-Z])|#(?=[#[SNrucmp])|@(?=[MV(@])|:(?=:)|«|(?<=[/=])-(?=[-A-Za-z])/g,
  endAt(text, start) {
    anyTag.lastIndex = start;
    return anyTag.test(text) ? anyTag.lastIndex : -1;
  },
  nameOf(tag) {
    anyTag.lastIndex = 0;
    const found = anyTag.exec(tag);
    return found?.[0] === tag ? names[found.findIndex((group, at) => at > 0 && group !== undefined) - 1] : undefined;
  },
};
