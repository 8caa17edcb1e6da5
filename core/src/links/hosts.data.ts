/** Name endings that mean something on one machine or in one network only, each with its definition. */
export const localSuffixes: ReadonlyMap<string, string> = new Map([
  ['localhost', 'RFC 6761: this machine'],
  ['local', 'RFC 6762: multicast DNS'],
  ['arpa', 'RFC 3172: infrastructure; RFC 8375 gives home.arpa to home networks'],
  ['internal', 'ICANN resolution 2024.07.29.06: reserved for private use'],
  ['localdomain', 'default of many Linux systems'],
  ['lan', 'default of OpenWrt and others, RFC 6762 appendix G'],
  ['home', 'RFC 6762 appendix G, never delegated by ICANN'],
  ['corp', 'RFC 6762 appendix G, never delegated by ICANN'],
  ['intranet', 'RFC 6762 appendix G'],
  ['private', 'RFC 6762 appendix G'],
  ['fritz.box', 'AVM routers'],
]);

/**
 * Letters of other scripts, and rare Latin ones, that read as a plain Latin letter in common fonts.
 * Source: Unicode UTS 39, confusables.txt; only letters that may stand in a domain name (IDNA 2008), lower case.
 */
export const looksLatin: ReadonlyMap<string, string> = new Map(
  Object.entries({
    // Cyrillic
    а: 'a',
    с: 'c',
    ԁ: 'd',
    е: 'e',
    һ: 'h',
    і: 'i',
    ї: 'i',
    ј: 'j',
    ӏ: 'l',
    о: 'o',
    р: 'p',
    ԛ: 'q',
    г: 'r',
    ѕ: 's',
    у: 'y',
    ү: 'y',
    ѵ: 'v',
    ԝ: 'w',
    х: 'x',
    ь: 'b',
    ё: 'e',
    // Greek
    α: 'a',
    ι: 'i',
    ν: 'v',
    ο: 'o',
    ρ: 'p',
    σ: 'o',
    υ: 'u',
    γ: 'y',
    // Armenian
    ո: 'n',
    ս: 'u',
    օ: 'o',
    հ: 'h',
    ց: 'g',
    զ: 'q',
    // Latin beyond the alphabet
    ɑ: 'a',
    ɡ: 'g',
    ɩ: 'i',
    ɪ: 'i',
    ʟ: 'l',
    ɴ: 'n',
    ʀ: 'r',
    ꜱ: 's',
    ʋ: 'v',
    ʏ: 'y',
    ᴏ: 'o',
    ᴜ: 'u',
    ᴠ: 'v',
    ᴡ: 'w',
    ᴢ: 'z',
  }),
);
