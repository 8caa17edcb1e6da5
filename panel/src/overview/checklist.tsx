import { Icon } from '@waymark/ui/base/icon.tsx';
import { mayEdit } from '../api/session.ts';
import { t } from '../i18n/t.ts';
import { type OverviewData, type Step, steps } from './load.ts';

interface ChecklistProps {
  readonly done: OverviewData['done'];
  readonly unfinished: OverviewData['unfinished'];
}

/** The first thing to do has a button; what is done is ticked, whoever did it. */
export function Checklist({ done, unfinished }: ChecklistProps) {
  const next = steps.find((step) => !done[step]);
  const ways: Partial<Record<Step, { text: string; href: string }>> = {
    domain: { text: t('todo.go.domain'), href: '/settings/domains?add=' },
    verified: {
      text: t('todo.go.verified'),
      href: unfinished ? `/settings/domains/${unfinished.id}` : '/settings/domains',
    },
    project: { text: t('todo.go.project'), href: '/projects' },
  };
  const way = next && mayEdit() ? ways[next] : undefined;
  return (
    <section class="card" aria-labelledby="todo" data-testid="checklist">
      <h2 id="todo">{t('overview.todo')}</h2>
      <ol class="plain todo">
        {steps.map((step) => (
          <li key={step} class={done[step] ? 'done' : ''} data-step={step} data-done={done[step]}>
            <span class="tick">{done[step] && <Icon name="wrap" size={13} />}</span>
            <span>
              {t(`todo.${step}`)}
              <span class="visually-hidden">: {t(done[step] ? 'overview.done' : 'overview.open')}</span>
            </span>
            {step === next && way && (
              <a class="button small primary" href={way.href}>
                {way.text}
              </a>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
