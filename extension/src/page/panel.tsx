import { Icon } from '@waymark/ui/base/icon.tsx';
import { StatusChip } from '@waymark/ui/domains/status-chip.tsx';
import { useState } from 'preact/hooks';
import { needsAttention } from '../findings/mark.ts';
import type { PanelTranslate } from '../i18n/panel.ts';
import type { Corner, LinkId, Mark, PageState, PanelLayout, PanelLink } from '../protocol.ts';
import { LinkRow } from './link-row.tsx';
import { Notice } from './panel-notice.tsx';

export interface PanelProps {
  readonly state: PageState;
  readonly layout: PanelLayout;
  readonly t: PanelTranslate;
  readonly onLayoutChange: (layout: PanelLayout) => void;
  readonly onClose: () => void;
  readonly onSignIn: () => void;
  readonly onRetry: () => void;
  readonly onPoint: (id: LinkId | undefined) => void;
  readonly onTry: (id: LinkId) => Promise<string>;
}

const filters = ['all', 'counted', 'leave', 'attention'] as const;
type Filter = (typeof filters)[number];

const corners: readonly Corner[] = ['bottom-right', 'bottom-left', 'top-left', 'top-right'];

function matches(filter: Filter, mark: Mark): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'counted':
      return mark === 'wrap' || mark === 'would';
    case 'leave':
      return mark === 'leave' || mark === 'plain';
    case 'attention':
      return needsAttention(mark);
  }
}

function sizeText(growth: number, t: PanelTranslate): string {
  const size = Math.abs(growth);
  const bytes = size < 1000 ? `${size} B` : `${(size / 1000).toFixed(1)} kB`;
  return t(growth < 0 ? 'size.shrinks' : 'size.grows', { bytes });
}

function Filters({
  links,
  chosen,
  t,
  onChoose,
}: {
  readonly links: readonly PanelLink[];
  readonly chosen: Filter;
  readonly t: PanelTranslate;
  readonly onChoose: (filter: Filter) => void;
}) {
  return (
    <fieldset class="filters">
      <legend>{t('filter.name')}</legend>
      {filters.map((filter) => (
        <button
          key={filter}
          type="button"
          class="filter"
          aria-pressed={filter === chosen}
          onClick={() => onChoose(filter)}
          data-testid={`filter-${filter}`}
        >
          {t(`filter.${filter}`)}{' '}
          <b data-testid={`count-${filter}`}>{links.filter(({ mark }) => matches(filter, mark)).length}</b>
        </button>
      ))}
    </fieldset>
  );
}

/** Says that no link needs a check only where there are links, which were looked at. */
function summary(links: number, attention: number, t: PanelTranslate): string {
  if (links === 0) return t('panel.none');
  return attention > 0 ? t('panel.attention', { count: attention }) : t('panel.fine');
}

/** What this mail's links will become, and which of them need attention; links can be highlighted and tried. */
export function Panel({ state, layout, t, onLayoutChange, onClose, onSignIn, onRetry, onPoint, onTry }: PanelProps) {
  const [filter, setFilter] = useState<Filter>('all');
  const attention = state.links.filter(({ mark }) => needsAttention(mark)).length;
  const shown = state.links.filter(({ mark }) => matches(filter, mark));
  const nextCorner = corners[(corners.indexOf(layout.corner) + 1) % corners.length] ?? 'bottom-right';
  return (
    <section
      class={`panel ${layout.corner}`}
      aria-label={t('panel.name')}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
      onMouseLeave={() => onPoint(undefined)}
      onBlurCapture={() => onPoint(undefined)}
      data-testid="panel"
      data-readiness={state.readiness}
    >
      <header>
        <span class="brand">
          <Icon name="blaze" size={20} />
        </span>
        <div class="about">
          <b class="host" title={state.host} data-testid="panel-host">
            {state.host ?? 'Waymark'}
          </b>
          <span class="state">
            {state.domainState && <StatusChip state={state.domainState} text={t(`status.${state.domainState}`)} />}
            <span class={`summary ${attention > 0 ? 'attention' : 'soft'}`} data-testid="panel-summary">
              {summary(state.links.length, attention, t)}
            </span>
          </span>
        </div>
        <div class="tools">
          <button
            type="button"
            class="tool"
            title={t('panel.move')}
            aria-label={t('panel.move')}
            onClick={() => onLayoutChange({ ...layout, corner: nextCorner })}
            data-testid="panel-move"
          >
            <Icon name="move" />
          </button>
          <button
            type="button"
            class={`tool ${layout.open ? '' : 'flipped'}`}
            title={t(layout.open ? 'panel.collapse' : 'panel.expand')}
            aria-label={t(layout.open ? 'panel.collapse' : 'panel.expand')}
            aria-expanded={layout.open}
            onClick={() => onLayoutChange({ ...layout, open: !layout.open })}
            data-testid="panel-collapse"
          >
            <Icon name="collapse" />
          </button>
          <button
            type="button"
            class="tool"
            title={t('panel.closeHint')}
            aria-label={t('panel.close')}
            onClick={onClose}
            data-testid="panel-close"
          >
            <Icon name="close" />
          </button>
        </div>
      </header>
      {layout.open && (
        <div class="body">
          <Notice state={state} t={t} onSignIn={onSignIn} onRetry={onRetry} />
          {state.links.length > 0 && (
            <>
              <Filters links={state.links} chosen={filter} t={t} onChoose={setFilter} />
              <ul aria-label={t('link.list')} data-testid="panel-links">
                {shown.map((link) => (
                  <LinkRow
                    key={`${link.id.frameId}/${link.id.index}/${link.originalUrl}`}
                    link={link}
                    t={t}
                    onPoint={onPoint}
                    onTry={onTry}
                  />
                ))}
                {shown.length === 0 && <li class="none soft">{t('empty.filter')}</li>}
              </ul>
            </>
          )}
          {state.growth !== undefined && (
            <footer class="soft" data-testid="panel-size">
              {sizeText(state.growth, t)}
            </footer>
          )}
        </div>
      )}
    </section>
  );
}
