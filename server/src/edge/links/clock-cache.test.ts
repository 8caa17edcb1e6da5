import { hotSetConformance } from './clock-cache.conformance.ts';
import { HotSet } from './clock-cache.ts';
import { HotLinks } from './link-cache.ts';

hotSetConformance('a map of objects', (most) => {
  const set = new HotSet<number, { text: string; wanted: boolean }>(most);
  return {
    get size() {
      return set.size;
    },
    get: (key) => set.get(key)?.text,
    set: (key, text) => set.set(key, { text, wanted: false }),
    delete: (key) => set.delete(key),
    clear: () => set.clear(),
  };
});

hotSetConformance('a flat table of links', (most) => {
  const links = new HotLinks(most);
  return {
    get size() {
      return links.size;
    },
    get: (id) => {
      const link = links.get(id);
      if (link?.mailingId !== link?.url.length) throw new Error('Another mailing than it came with.');
      return link?.url;
    },
    set: (id, url) => links.set(id, { mailingId: url.length, url }),
    delete: (id) => links.delete(id),
    clear: () => links.clear(),
  };
});
