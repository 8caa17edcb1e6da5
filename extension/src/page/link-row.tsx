import { Copy } from '@waymark/ui/base/copy.tsx';
import { Icon } from '@waymark/ui/base/icon.tsx';
import { useState } from 'preact/hooks';
import { FindingList } from '../findings/list.tsx';
import type { PanelTranslate } from '../i18n/panel.ts';
import { RequestFailed } from '../messaging.ts';
import type { LinkId, PanelLink } from '../protocol.ts';

const icons = {
  wrap: 'wrap',
  would: 'wrap',
  plain: 'leave',
  leave: 'leave',
  warning: 'warning',
  refuse: 'refuse',
} as const;

interface LinkRowProps {
  readonly link: PanelLink;
  readonly t: PanelTranslate;
  readonly onPoint: (id: LinkId | undefined) => void;
  readonly onTry: (id: LinkId) => Promise<string>;
}

type Tried = { readonly address: string } | { readonly problem: string } | 'asking' | undefined;

function problemOf(error: unknown): string {
  if (error instanceof RequestFailed) return `${error.report.message} ${error.report.hint}`.trim();
  return error instanceof Error ? error.message : String(error);
}

function TryOut({ link, t, onTry }: Omit<LinkRowProps, 'onPoint'>) {
  const [tried, setTried] = useState<Tried>(undefined);
  const start = async () => {
    if (tried === 'asking') return;
    setTried('asking');
    setTried(
      await onTry(link.id).then(
        (address) => ({ address }),
        (error: unknown) => ({ problem: problemOf(error) }),
      ),
    );
  };
  return (
    <div class="try">
      {(tried === undefined || tried === 'asking') && (
        <button
          type="button"
          class="button bare small"
          title={t('link.tryHint')}
          aria-disabled={tried === 'asking'}
          onClick={() => void start()}
          data-testid="try-link"
        >
          {t(tried === 'asking' ? 'link.trying' : 'link.try')}
        </button>
      )}
      <div aria-live="polite">
        {typeof tried === 'object' && 'address' in tried && (
          <p class="tried">
            <span class="soft">{t('link.tried')}</span>
            <a class="mono" href={tried.address} target="_blank" rel="noreferrer" data-testid="tried-link">
              {tried.address}
            </a>
            <Copy text={tried.address} label={t('link.copy')} copied={t('link.copied')} />
          </p>
        )}
        {typeof tried === 'object' && 'problem' in tried && (
          <p class="problem" data-testid="try-problem">
            {tried.problem}
          </p>
        )}
      </div>
    </div>
  );
}

/** One link: what it is, what it becomes, and why. Hovering over it shows where it is in the mail. */
export function LinkRow({ link, t, onPoint, onTry }: LinkRowProps) {
  return (
    <li
      class={`row ${link.mark}`}
      onMouseEnter={() => onPoint(link.id)}
      onFocusCapture={() => onPoint(link.id)}
      data-testid="panel-link"
      data-mark={link.mark}
      data-action={link.action}
    >
      <span class="mark" title={t(`mark.${link.mark}`)}>
        <Icon name={icons[link.mark]} />
        <span class="visually-hidden">{t(`mark.${link.mark}`)}</span>
      </span>
      <div class="what">
        <p class="top">
          <button type="button" class="text" onClick={() => onPoint(link.id)} data-testid="link-text">
            {link.text || t('link.none')}
          </button>
          {link.opensApp && (
            <span class="app">
              <Icon name="app" size={13} /> {t('link.opensApp')}
            </span>
          )}
        </p>
        <p class="mono soft original" title={link.originalUrl} data-testid="link-original">
          {link.originalUrl}
        </p>
        {link.destination !== undefined && (
          <p class="mono becomes leads" title={link.destination}>
            <Icon name="arrow" size={13} />
            <span class="visually-hidden">{t('link.leads')}</span>
            <span data-testid="link-destination">{link.destination}</span>
          </p>
        )}
        {link.wrapped !== undefined && (
          <p class="mono becomes" title={link.wrapped}>
            <Icon name="arrow" size={13} />
            <span class="visually-hidden">{t('link.becomes')}</span>
            <span data-testid="link-wrapped">{link.wrapped}</span>
          </p>
        )}
        {link.action !== 'wrap' && link.mark !== 'leave' && <p class="soft stays">{t('link.stays')}</p>}
        <FindingList findings={link.findings} />
        {link.wrapped !== undefined && <TryOut link={link} t={t} onTry={onTry} />}
      </div>
    </li>
  );
}
