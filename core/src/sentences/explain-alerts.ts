import { alertMailsDe } from './de/alerts.ts';
import { alertMailsEn } from './en/alerts.ts';
import { type AlertOfDomain, explainAlert } from './explain-alert.ts';
import { fillText } from './fill.ts';
import type { AlertMailTexts, InEveryLanguage, Language } from './types.ts';

const languages: InEveryLanguage<AlertMailTexts> = { en: alertMailsEn, de: alertMailsDe };

/** Longer lists are not readable in a mail. */
const maxNamed = 50;

/** One mail about one alert or many, in plain text: a diagnosis shared by several domains is explained once. */
export function explainAlerts(
  alerts: readonly AlertOfDomain[],
  language: Language = 'en',
): { readonly subject: string; readonly text: string } {
  const alike = Map.groupBy(alerts, ({ type, code }) => `${type} ${code}`);
  const sections = [...alike.values()].map((group) => explainGroup(group, language));
  const [first] = sections;
  const { one, several } = languages[language];
  const domains = new Set(alerts.map(({ host }) => host)).size;
  // The title of a single alert is already the subject.
  const text = sections.map(({ title, lines }) => (alerts.length === 1 ? lines : [title, ...lines]).join('\n\n'));
  return {
    subject:
      alerts.length === 1 && first ? first.title : fillText(domains === 1 ? one : several, { count: String(domains) }),
    text: `${text.join(`\n\n${'-'.repeat(40)}\n\n`)}\n`,
  };
}

/** The first of several with the same diagnosis, and the names of the others. */
function explainGroup([first, ...others]: readonly AlertOfDomain[], language: Language) {
  const { title, explanation, advice } = explainAlert(first!, language);
  if (others.length === 0) return { title, lines: [explanation, advice] };
  const left = others.length - maxNamed;
  const details = {
    hosts: others
      .slice(0, maxNamed)
      .map(({ host }) => host)
      .join(', '),
    others: left > 0 ? String(left) : '',
  };
  return { title, lines: [explanation, fillText(languages[language].same, details), advice] };
}
