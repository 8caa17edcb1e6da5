import type { PanelTranslate } from '../i18n/panel.ts';
import type { PageState } from '../protocol.ts';

interface NoticeProps {
  readonly state: PageState;
  readonly t: PanelTranslate;
  readonly onSignIn: () => void;
}

interface NoticeText {
  readonly kind: '' | 'wait' | 'bad';
  readonly title: string;
  readonly text: string;
}

function noticeFor(
  { readiness, problem, diagnosis, project = '', editors, links }: PageState,
  t: PanelTranslate,
): NoticeText | undefined {
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
    case 'signed-out':
    case 'no-project':
    case 'no-domain':
    case 'clicks-off':
      return { kind: '', title: t(`ready.${readiness}.title`), text: t(`ready.${readiness}.text`, { project }) };
    case 'ready':
      return links.length === 0 ? { kind: '', title: t('empty.links.title'), text: t('empty.links.text') } : undefined;
  }
}

/** Why links are not wrapped, or why there are none: one title, one sentence, and the available actions. */
export function Notice({ state, t, onSignIn }: NoticeProps) {
  const notice = noticeFor(state, t);
  if (notice === undefined) return null;
  return (
    <div class={`notice ${notice.kind}`} role="status" data-testid="panel-notice">
      <strong>{notice.title}</strong>
      <p>{notice.text}</p>
      {state.readiness === 'signed-out' && (
        <button type="button" class="button small" onClick={onSignIn} data-testid="panel-sign-in">
          {t('ready.signed-out.action')}
        </button>
      )}
    </div>
  );
}
