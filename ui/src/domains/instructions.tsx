import { Copy } from '../base/copy.tsx';
import type { TranslateWords } from '../words/translator.ts';
import './instructions.css';

/** What of a domain says how its record is created. */
interface Instructed {
  readonly record: { readonly zone: string };
  readonly instructions: {
    readonly provider: { readonly name: string; readonly panel?: string | null | undefined } | null;
    readonly hints: readonly string[];
    readonly colleague: { readonly subject: string; readonly text: string };
  };
}

interface InstructionsProps {
  readonly domain: Instructed;
  /** The level that its heading has on the page. */
  readonly level?: 2 | 3;
  readonly t: TranslateWords;
}

/** What to do at the DNS provider, step by step, and a text for the colleague who can. */
export function Instructions({ domain: { record, instructions }, level = 3, t }: InstructionsProps) {
  const Heading = `h${level}` as const;
  const SubHeading = `h${level === 2 ? 3 : 4}` as const;
  const { provider, hints, colleague } = instructions;
  const { zone } = record;
  const query = new URLSearchParams({ subject: colleague.subject, body: colleague.text }).toString();
  // Mail programs take a plus sign in a mailto: address as it is (RFC 6068).
  const mail = `mailto:?${query.replaceAll('+', '%20')}`;
  return (
    <section class="instructions" aria-labelledby="steps" data-testid="instructions">
      <Heading id="steps">{t('steps.title')}</Heading>
      <ol class="steps">
        <li>
          {provider ? t('steps.provider', { provider: provider.name, zone }) : t('steps.open', { zone })}{' '}
          {provider?.panel && (
            <a href={provider.panel} target="_blank" rel="noreferrer">
              {t('steps.panel', { provider: provider.name })}
            </a>
          )}
        </li>
        <li>
          {t('steps.add')}
          {hints.length > 0 && (
            <ul class="hints">
              {hints.map((hint) => (
                <li key={hint}>{hint}</li>
              ))}
            </ul>
          )}
        </li>
        <li>{t('steps.wait')}</li>
      </ol>
      <div class="colleague">
        <SubHeading>{t('steps.colleague')}</SubHeading>
        <p class="soft">{t('steps.colleagueText')}</p>
        <div class="ways">
          <a class="button small" href={mail}>
            {t('steps.colleagueMail')}
          </a>
          <Copy
            text={`${colleague.subject}\n\n${colleague.text}`}
            label={t('steps.colleagueCopy')}
            copied={t('copy.copied')}
          />
        </div>
      </div>
    </section>
  );
}
