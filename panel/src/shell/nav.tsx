import type { Signal } from '@preact/signals';
import { Icon } from '@waymark/ui/base/icon.tsx';
import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { session } from '../api/session.ts';
import { t } from '../i18n/t.ts';

const places = [
  { path: '/', text: 'nav.overview' },
  { path: '/mailings', text: 'nav.mailings' },
  { path: '/projects', text: 'nav.projects' },
  { path: '/settings/domains', text: 'nav.domains' },
] as const;

/** Whether an address lies at a place of the navigation or below it. */
const isAt = (path: string, place: string) => path === place || (place !== '/' && path.startsWith(`${place}/`));

/** Ways to all pages; on narrow screens behind a button. Who is signed in, and the way out. */
export function Nav({ isOpen }: { readonly isOpen: Signal<boolean> }) {
  const { path } = useLocation();
  useEffect(() => {
    isOpen.value = false;
  }, [path, isOpen]);
  const who = session.value;
  return (
    <header class="bar">
      <a class="brand" href="/">
        <Icon name="blaze" size={22} /> {t('app.name')}
      </a>
      <button
        type="button"
        class="button bare menu"
        aria-expanded={isOpen.value}
        aria-controls="places"
        onClick={() => {
          isOpen.value = !isOpen.value;
        }}
      >
        {t('app.menu')}
      </button>
      <div id="places" class={isOpen.value ? 'places open' : 'places'}>
        <nav aria-label={t('app.nav')}>
          <ul>
            {places.map((place) => (
              <li key={place.path}>
                <a href={place.path} aria-current={isAt(path, place.path) ? 'page' : undefined}>
                  {t(place.text)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        {who && (
          <div class="who" data-testid="account">
            <span class="who-account">{who.account.name}</span>
            {who.member && <span class="soft">{who.member.name}</span>}
            <form method="post" action="/sign-out">
              <button type="submit" class="button bare small">
                {t('app.signOut')}
              </button>
            </form>
          </div>
        )}
      </div>
    </header>
  );
}
