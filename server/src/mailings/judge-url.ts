import { explainFinding, type Language, type VerdictContext, verdictOfUrl } from '@waymark/core';

/** A normalized destination, or the reason why a redirect must not lead there. */
export type JudgedUrl =
  | { readonly url: string; readonly refusal: null }
  | { readonly url: null; readonly refusal: { readonly explanation: string; readonly advice: string } };

/** Core says what becomes of such a link in a mail; as a destination there is nothing to leave as it is. */
const ownLink = {
  en: {
    explanation: 'it is itself a tracked link of this server, and could lead round in a circle.',
    advice: 'Enter the address of the page that it leads to.',
  },
  de: {
    explanation: 'sie ist selbst ein Tracking-Link dieses Servers und könnte im Kreis führen.',
    advice: 'Geben Sie die Adresse der Seite an, zu der sie führt.',
  },
} satisfies Record<Language, { explanation: string; advice: string }>;

const mergeTag = {
  en: {
    explanation: 'it holds a merge tag, which is only filled in when a mail is sent, so the request was refused.',
    advice: 'Send the whole address as readers reach it, without merge tags.',
  },
  de: {
    explanation: 'sie enthält einen Platzhalter, der erst beim Versand gefüllt wird; die Anfrage wurde abgelehnt.',
    advice: 'Senden Sie die ganze Adresse, wie Leser sie erreichen, ohne Platzhalter.',
  },
} satisfies typeof ownLink;

const noPage = {
  en: {
    explanation: 'it is not the address of a web page, so the request was refused.',
    advice: 'Send the address of a web page as it appears in the address bar of a browser.',
  },
  de: {
    explanation: 'sie ist nicht die Adresse einer Webseite; die Anfrage wurde abgelehnt.',
    advice: 'Senden Sie die Adresse einer Webseite, wie sie in der Adresszeile eines Browsers steht.',
  },
} satisfies typeof ownLink;

/**
 * Judges a destination by core's verdict. What is only left unwrapped by default, such as an unsubscribe link, is
 * accepted here. A link of the tracking hosts in `context` is refused, existing or not, since it could lead back to the
 * link that it is the destination of, and round for ever.
 */
export function judgeUrl(given: string, context: VerdictContext, language: Language): JudgedUrl {
  const rules: VerdictContext = { ...context, wrapUnsubscribe: true };
  const { action, url, findings } = verdictOfUrl(couldBeOwn(given, context) ?? given, rules);
  const [finding] = findings;
  if (action === 'wrap' && url !== undefined) return { url, refusal: null };
  if (finding?.code === 'already-wrapped' && finding.details?.['sender'] === 'self') {
    return { url: null, refusal: ownLink[language] };
  }
  if (finding?.code === 'merge-tag') return { url: null, refusal: mergeTag[language] };
  const refusal = finding ? explainFinding(finding, language) : noPage[language];
  // What a mail may hold and is left alone there needs nothing done; a request that was refused does.
  return { url: null, refusal: action === 'refuse' ? refusal : { ...refusal, advice: noPage[language].advice } };
}

/** The host of a URL as tracking domains are stored; empty for what is no URL. */
export function hostOf(url: string): string {
  return URL.parse(url)?.hostname.replace(/\.$/, '') ?? '';
}

/** One of our own links that a URL becomes when its slots in the path are filled accordingly. */
function couldBeOwn(url: string, { trackingHost, trackingHosts = [] }: VerdictContext): string | undefined {
  const path = /^[^?#]*/.exec(url)?.[0] ?? '';
  if (!/<\d+>/.test(path)) return undefined;
  const host = hostOf(url);
  return host === trackingHost || trackingHosts.includes(host) ? `https://${host}/c/slot` : undefined;
}
