import { useSignal } from '@preact/signals';
import { Icon } from '@waymark/ui/base/icon.tsx';
import { Loading } from '@waymark/ui/base/loading.tsx';
import { Problem } from '@waymark/ui/base/problem.tsx';
import { useEffect, useRef } from 'preact/hooks';
import { SignIn } from '../../account/sign-in.tsx';
import { account, loadAccount, signOut } from '../../account/state.ts';
import { AddDomain } from '../../domains/add.tsx';
import { DomainView } from '../../domains/domain.tsx';
import { DomainList } from '../../domains/list.tsx';
import { domains, loadDomains } from '../../domains/state.ts';
import { asErrorReport } from '../../error-report.ts';
import { errorText, t } from '../../i18n/pages.ts';
import { ProjectCard } from '../../projects/card.tsx';
import { FirstProject } from '../../projects/first.tsx';
import { loadProjects, projects } from '../../projects/state.ts';
import type { ErrorReport } from '../../protocol.ts';
import { SiteSection } from '../../site/section.tsx';
import { loadPage } from '../../site/state.ts';
import { restoreView, show, type View, view } from './view.ts';

/** Errors that only signing in again helps with. */
const refusedKeys: readonly string[] = ['unknown_key', 'not_signed_in', 'signed_out'];

function Header() {
  const signedIn = account.value;
  return (
    <header class="top">
      <span class="brand">
        <Icon name="blaze" size={22} />
      </span>
      <h1>{t('app.name')}</h1>
      {typeof signedIn === 'object' && (
        <>
          <span class="who soft" title={signedIn.server} data-testid="account">
            {t('account.signedInAs', { member: signedIn.member, name: signedIn.name })}
          </span>
          <button type="button" class="button bare small" onClick={() => void signOut()} data-testid="sign-out">
            {t('account.signOut')}
          </button>
        </>
      )}
    </header>
  );
}

function Home({ onView }: { readonly onView: (view: View) => void }) {
  if (projects.value?.length === 0) return <FirstProject />;
  return (
    <>
      <ProjectCard />
      <SiteSection />
      <DomainList onOpen={(domain) => onView({ domain })} onAdd={() => onView('add')} />
    </>
  );
}

function SignedIn() {
  const failure = useSignal<ErrorReport | undefined>(undefined);
  const load = () => {
    failure.value = undefined;
    Promise.all([loadProjects(), loadDomains()]).catch((error: unknown) => {
      failure.value = asErrorReport(error);
    });
  };
  // Signing in again after a key was refused gives another account object.
  useEffect(load, [account.value]);

  if (failure.value && refusedKeys.includes(failure.value.code)) {
    return (
      <>
        <Problem {...errorText(failure.value)} />
        <SignIn server={typeof account.value === 'object' ? account.value.server : ''} />
      </>
    );
  }
  if (failure.value) {
    return (
      <Problem {...errorText(failure.value)}>
        <button type="button" class="button small" onClick={load} data-testid="retry">
          {t('app.retry')}
        </button>
      </Problem>
    );
  }
  if (projects.value === undefined || domains.value === undefined) return <Loading label={t('app.loading')} />;

  const home = () => show('home');
  const current = view.value;
  if (current === 'home') return <Home onView={show} />;
  if (current === 'add') return <AddDomain onAdded={(domain) => show({ domain })} onCancel={home} />;
  const domain = domains.value.find(({ id }) => id === current.domain);
  // Removed meanwhile, or of another account.
  if (domain === undefined) return <Home onView={show} />;
  return (
    <>
      <button type="button" class="button bare small back" onClick={home} data-testid="back">
        <Icon name="back" /> {t('app.back')}
      </button>
      <DomainView domain={domain} />
    </>
  );
}

function SignedOut() {
  return (
    <>
      <section class="intro">
        <h2>{t('account.title')}</h2>
        <p class="soft">{t('account.text')}</p>
      </section>
      <SignIn />
      <hr />
      <SiteSection />
    </>
  );
}

/** The window behind the toolbar icon. */
export function Popup() {
  const content = useRef<HTMLDivElement>(null);
  const isFirst = useRef(true);
  useEffect(() => {
    void restoreView().then(loadAccount);
    void loadPage();
  }, []);
  // What had the focus may be gone with the view before; it must not fall to the document, where Tab begins anew.
  useEffect(() => {
    if (!isFirst.current && !content.current?.contains(document.activeElement))
      content.current?.focus({ preventScroll: true });
    isFirst.current = account.value === 'unknown';
  }, [account.value, view.value]);
  return (
    <>
      <Header />
      <div class="content" ref={content} tabIndex={-1}>
        {account.value === 'unknown' && <Loading label={t('app.loading')} />}
        {account.value === 'nobody' && <SignedOut />}
        {typeof account.value === 'object' && <SignedIn />}
      </div>
    </>
  );
}
