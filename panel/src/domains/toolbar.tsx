import { type DomainState, domainStates } from '@waymark/core';
import { useEffect, useRef } from 'preact/hooks';
import { number, t } from '../i18n/t.ts';
import { type Asked, orders } from './list-query.ts';

interface ToolbarProps {
  readonly asked: Asked;
  readonly counts: Readonly<Record<DomainState, number>> | undefined;
  readonly onChange: (input: Partial<Asked['input']>) => void;
}

/** Between the last key and the question to the server. */
const pauseMs = 250;

/** Search, the states to choose from with how many domains are in each, and the order. */
export function Toolbar({ asked: { input }, counts, onChange }: ToolbarProps) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const search = (text: string) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onChange({ search: text.trim() }), pauseMs);
  };
  const total = counts ? Object.values(counts).reduce((sum, count) => sum + count, 0) : 0;
  return (
    <search class="toolbar">
      <label class="visually-hidden" for="search">
        {t('domains.search')}
      </label>
      <input
        id="search"
        type="text"
        inputMode="search"
        placeholder={t('domains.search')}
        autocomplete="off"
        spellcheck={false}
        defaultValue={input.search ?? ''}
        onInput={({ currentTarget }) => search(currentTarget.value)}
        data-testid="search"
      />
      <label class="visually-hidden" for="state">
        {t('domains.state')}
      </label>
      <select
        id="state"
        value={input.state ?? ''}
        onChange={({ currentTarget: { value } }) => onChange({ state: value as DomainState })}
        data-testid="state"
      >
        <option value="">{t('domains.state.all', { count: number(total) })}</option>
        {domainStates.map((state) => (
          <option key={state} value={state}>
            {t('domains.state.one', { state: t(`status.${state}`), number: number(counts?.[state] ?? 0) })}
          </option>
        ))}
      </select>
      <label class="visually-hidden" for="order">
        {t('domains.order')}
      </label>
      <select
        id="order"
        value={input.order ?? 'host'}
        onChange={({ currentTarget: { value } }) => onChange({ order: value as (typeof orders)[number] })}
        data-testid="order"
      >
        {orders.map((order) => (
          <option key={order} value={order}>
            {t(`domains.order.${order}`)}
          </option>
        ))}
      </select>
    </search>
  );
}
