/** The index of the place, among all of a mail, where a link to this URL stands next in its part. */
export type NextPlace = (url: string, label: string, isAppLink: boolean) => number;

/**
 * The places of a mail where a wrapped link stands, each with its URL and its label. Its parts share them: the first link
 * to an address in the text is at the same place as the first one in the HTML, since a reader sees only one of the two.
 */
export class Places {
  readonly #urls: string[] = [];
  readonly #labels: string[] = [];
  readonly #appLinks = new Set<number>();

  /** The URL of each place; one that stands at several is there as often. */
  get urls(): readonly string[] {
    return this.#urls;
  }

  /** What the link at each place is called in reports; may be empty. */
  get labels(): readonly string[] {
    return this.#labels;
  }

  /** The indexes of the places where an app link stands. */
  get appLinks(): readonly number[] {
    return [...this.#appLinks];
  }

  /** Begins a part of the mail. The first one, which most mails have alone, has nothing to look up. */
  part(): NextPlace {
    // A URL holds no space.
    const keyOf = (url: string, isAppLink: boolean) => (isAppLink ? `a ${url}` : url);
    const free = Map.groupBy(this.#urls.keys(), (place) => keyOf(this.#urls[place]!, this.#appLinks.has(place)));
    for (const places of free.values()) places.reverse();
    return (url, label, isAppLink) => {
      const known = free.size === 0 ? undefined : free.get(keyOf(url, isAppLink))?.pop();
      if (known === undefined) {
        this.#labels.push(label);
        const place = this.#urls.push(url) - 1;
        if (isAppLink) this.#appLinks.add(place);
        return place;
      }
      this.name(known, label);
      return known;
    };
  }

  /** Names a place that has no label yet. */
  name(place: number, label: string): void {
    this.#labels[place] ||= label;
  }
}
