import type { PanelTranslate } from '../i18n/panel.ts';
import type { PageState } from '../protocol.ts';

interface NoticeProps {
  readonly state: PageState;
  readonly t: PanelTranslate;
  readonly onSignIn: () => void;
  readonly onRetry: () => void;
}

interface NoticeText {
  readonly kind: '' | 'wait' | 'bad';
  readonly title: string;
  readonly text: string;
}

function noticeFor(
  { readiness, problem, diagnosis, domainState, project = '', editors, links }: PageState,
  t: PanelTranslate,
): NoticeText {
  if (editors.length === 0) return { kind: '', title: t('empty.editor.title'), text: t('empty.editor.text') };
  switch (readiness) {
    case 'unreachable':
      return { kind: 'bad', title: t('ready.unreachable.title'), text: [problem?.message, problem?.hint].join(' ') };
    case 'not-verified':
      return {
        kind: 'wait',
        title: diagnosis?.title ?? t('ready.not-verified.title'),
        text: [diagnosis?.advice, t('ready.not-verified.text')].join(' '),
      };
    case 'key-refused':
      return { kind: 'bad', title: t('ready.key-refused.title'), text: t('ready.key-refused.text') };
    case 'signed-out':
    case 'no-project':
    case 'no-domain':
    case 'clicks-off':
      return { kind: '', title: t(`ready.${readiness}.title`), text: t(`ready.${readiness}.text`, { project }) };
    case 'ready':
      if (links.length === 0) return { kind: '', title: t('empty.links.title'), text: t('empty.links.text') };
      if (domainState === 'troubled' && diagnosis)
        return { kind: 'wait', title: diagnosis.title, text: [diagnosis.explanation, diagnosis.advice].join(' ') };
      return { kind: '', title: t('ready.would.title'), text: t('ready.would.text') };
  }
}

/** Why links are not wrapped, or why there are none: one title, one sentence, and the available actions. */
export function Notice({ state, t, onSignIn, onRetry }: NoticeProps) {
  const notice = noticeFor(state, t);
  return (
    <div class={`notice ${notice.kind}`} role="status" data-testid="panel-notice">
      <strong>{notice.title}</strong>
      <p>{notice.text}</p>
      {(state.readiness === 'signed-out' || state.readiness === 'key-refused') && (
        <button type="button" class="button small" onClick={onSignIn} data-testid="panel-sign-in">
          {t('ready.signed-out.action')}
        </button>
      )}
      {state.readiness === 'unreachable' && (
        <button type="button" class="button small" onClick={onRetry} data-testid="panel-retry">
          {t('ready.unreachable.action')}
        </button>
      )}
    </div>
  );
}
