/** The recipient a mail is rendered for. */
export interface Recipient {
  /** The sender's own opaque id; a whole number counts as its digits. */
  readonly id?: string | number;
  /**
   * Instead of an id, when one mail is rendered for all recipients and the sending system fills in merge tags later:
   * its tag for the recipient id, such as `{{subscriber.id}}`. It is copied unchanged into wrapped links and pixel.
   */
  readonly mergeTag?: string;
  /** `off`: the original links and no pixel; `anonymous`: counted without the recipient id. Default `identified`. */
  readonly tracking?: 'identified' | 'anonymous' | 'off';
}

const trackings: readonly unknown[] = ['identified', 'anonymous', 'off'];
const fields = ['id', 'mergeTag', 'tracking'];
const whatToHandIn = 'hand in { id, tracking }, { mergeTag }, or nothing at all for a mail without recipient ids';

/**
 * Throws a TypeError, which says what to hand in, for everything that is not exactly a recipient. A consent that is
 * misspelt or missing must not count as given, and a sender who means somebody must not get figures about nobody.
 */
export function assertRecipient(recipient: unknown): asserts recipient is Recipient {
  if (!isPlainObject(recipient)) throw new TypeError(`A recipient is an object: ${whatToHandIn}.`);
  for (const field of Object.keys(recipient))
    if (!fields.includes(field)) throw new TypeError(`A recipient has no "${field}": ${whatToHandIn}.`);
  const { id, mergeTag, tracking } = recipient;
  if ('tracking' in recipient && !trackings.includes(tracking))
    throw new TypeError(`"${String(tracking)}" is not a tracking: write identified, anonymous or off.`);
  if ('id' in recipient && !isId(id))
    throw new TypeError(
      `"${String(id)}" is not a recipient id: hand in text without half characters or a whole number, or leave the id out for somebody without one.`,
    );
  if ('mergeTag' in recipient && typeof mergeTag !== 'string')
    throw new TypeError('A merge tag is text, such as {{subscriber.id}}.');
  if (tracking === 'identified' && id === undefined && mergeTag === undefined)
    throw new TypeError('Nobody can be identified without an id: hand in an id or a merge tag, or write anonymous.');
}

function isId(id: unknown): boolean {
  // Halves of characters all become the same one on their way, and their recipients the same recipient.
  return typeof id === 'string' ? id !== '' && id.isWellFormed() : Number.isSafeInteger(id) && Number(id) >= 0;
}

/** An object as written in braces, of any realm: what else there is (a Map, a date, an array) shows its content otherwise. */
function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || (!Array.isArray(value) && Object.getPrototypeOf(prototype) === null);
}
