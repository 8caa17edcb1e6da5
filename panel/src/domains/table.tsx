import { HostName } from '@waymark/ui/domains/host-name.tsx';
import { StatusChip } from '@waymark/ui/domains/status-chip.tsx';
import { useState } from 'preact/hooks';
import type { Outputs } from '../api/client.ts';
import { mayEdit } from '../api/session.ts';
import { moment, relative, t } from '../i18n/t.ts';
import { CheckSelected } from './check-selected.tsx';

type Domain = Outputs['domains']['list']['data'][number];

interface TableProps {
  readonly domains: readonly Domain[];
  /** Address of the next page. */
  readonly next: string | null;
  readonly isNarrowed: boolean;
  readonly onChecked: () => void;
}

function When({ time, none }: { readonly time: string | null; readonly none: string }) {
  if (time === null) return <span class="soft">{none}</span>;
  return (
    <time dateTime={time} title={moment(time)}>
      {relative(time)}
    </time>
  );
}

function Row({ domain, isSelected, onSelect }: RowProps) {
  const names = domain.projects.map(({ name }) => name).join(', ');
  const isDue = Date.parse(domain.nextCheckAt) <= Date.now();
  return (
    <tr data-testid="domain" data-host={domain.host} data-state={domain.state}>
      {mayEdit() && (
        <td class="select">
          <input
            type="checkbox"
            aria-label={t('domains.select', { host: domain.unicode })}
            checked={isSelected}
            onChange={onSelect}
          />
        </td>
      )}
      <th scope="row">
        <a href={`/settings/domains/${domain.id}`}>
          <HostName host={domain.unicode} />
        </a>
        <p class="soft known">{domain.state === 'verified' ? t('domains.fine') : domain.diagnosis?.title}</p>
      </th>
      <td>
        <StatusChip state={domain.state} text={t(`status.${domain.state}`)} />
      </td>
      <td class="wide-only names" title={names}>
        {names || <span class="soft">{t('domains.noProjects')}</span>}
      </td>
      <td class="wide-only">{t(`certificate.${domain.certificate}`)}</td>
      <td class="medium-only">
        <When time={domain.lastCheckAt} none={t('domains.never')} />
      </td>
      <td class="wide-only">
        {isDue ? relative(new Date().toISOString()) : <When time={domain.nextCheckAt} none="" />}
      </td>
    </tr>
  );
}

interface RowProps {
  readonly domain: Domain;
  readonly isSelected: boolean;
  readonly onSelect: () => void;
}

/** A page of the account's domains; some can be selected, to be checked now. */
export function DomainTable({ domains, next, isNarrowed, onChecked }: TableProps) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const shown = domains.filter(({ id }) => selected.has(id));
  const isAll = shown.length === domains.length;
  const turn = (id: string) =>
    setSelected(selected.has(id) ? selected.difference(new Set([id])) : new Set([...selected, id]));
  return (
    <>
      <div class="frame">
        <table>
          <caption class="visually-hidden">{t('domains.title')}</caption>
          <thead>
            <tr>
              {mayEdit() && (
                <td class="select">
                  <input
                    type="checkbox"
                    aria-label={t('domains.selectAll')}
                    checked={isAll}
                    onChange={() => setSelected(new Set(isAll ? [] : domains.map(({ id }) => id)))}
                  />
                </td>
              )}
              <th scope="col">{t('domains.host')}</th>
              <th scope="col">{t('domains.state')}</th>
              <th scope="col" class="wide-only">
                {t('domains.column.projects')}
              </th>
              <th scope="col" class="wide-only">
                {t('domains.column.certificate')}
              </th>
              <th scope="col" class="medium-only">
                {t('domains.column.checked')}
              </th>
              <th scope="col" class="wide-only">
                {t('domains.column.next')}
              </th>
            </tr>
          </thead>
          <tbody>
            {domains.map((domain) => (
              <Row
                key={domain.id}
                domain={domain}
                isSelected={selected.has(domain.id)}
                onSelect={() => turn(domain.id)}
              />
            ))}
          </tbody>
        </table>
      </div>
      <footer class="table-foot">
        <span class="soft" role="status">
          {t('domains.shown', { count: domains.length })}
        </span>
        {shown.length > 0 && <CheckSelected domains={shown} onChecked={onChecked} />}
        {isNarrowed && <a href="/settings/domains">{t('domains.none.clear')}</a>}
        {next && (
          <a class="button" href={next} data-testid="next-page">
            {t('app.more')}
          </a>
        )}
      </footer>
    </>
  );
}
