import { hole, Subject } from '../patterns/match.ts';
import type { LinkParts } from './link-parts.ts';
import { type Flags, type Reading, readingKey, textAsRead, valueAsRead } from './readings.ts';

/** The parameters of a link with one name. */
export interface NamedItems {
  readonly count: number;
  /** Each value once. */
  readonly values: ReadonlySet<string>;
}

const none: NamedItems = { count: 0, values: new Set() };

/** What a link looks like in each reading; worked out once for all rules that are asked about it. */
export class LinkAsRead {
  readonly parts: LinkParts;
  /** Whether it has a parameter whose name is not known. */
  readonly hasOpenName: boolean;
  private readonly subjects = new Map<string, Map<string, Subject>>();
  private readonly items = new Map<string, ReadonlyMap<string, NamedItems>>();

  constructor(parts: LinkParts) {
    this.parts = parts;
    this.hasOpenName = parts.items.some(([name]) => name.includes(hole));
  }

  /** A text of the link, for patterns. `form`: the name of what `trim` does to it. */
  subject(text: string, flags: Flags, reading: Reading, form = '', trim = (read: string) => read): Subject {
    let known = this.subjects.get(text);
    if (known === undefined) {
      known = new Map();
      this.subjects.set(text, known);
    }
    const key = form + readingKey(flags, reading);
    let subject = known.get(key);
    if (subject === undefined) {
      subject = new Subject(trim(textAsRead(text, flags, reading)));
      known.set(key, subject);
    }
    return subject;
  }

  /** The parameters with a name as a rule writes it. */
  named(name: string, flags: Flags, reading: Reading): NamedItems {
    const key = readingKey(flags, reading);
    let byName = this.items.get(key);
    if (byName === undefined) {
      byName = this.itemsByName(flags, reading);
      this.items.set(key, byName);
    }
    return byName.get(valueAsRead(name, flags, reading)) ?? none;
  }

  private itemsByName(flags: Flags, reading: Reading): ReadonlyMap<string, NamedItems> {
    const byName = Map.groupBy(this.parts.items, ([name]) => textAsRead(name, flags, reading));
    const named = ([name, items]: [string, LinkParts['items']]): [string, NamedItems] => [
      name,
      { count: items.length, values: new Set(items.map(([, value]) => value)) },
    ];
    return new Map([...byName].map(named));
  }
}
