import { useSignal } from '@preact/signals';
import { Icon } from '@waymark/ui/base/icon.tsx';
import { Loading } from '@waymark/ui/base/loading.tsx';
import { Problem } from '@waymark/ui/base/problem.tsx';
import { useEffect } from 'preact/hooks';
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

type View = 'home' | 'add' | { readonly domain: string };

function Header() {
  const signedIn = account.value;
  return (
    <header class="top">
      <span class="brand">
        <Icon name="blaze" size={22} />
      </span>
      <strong>{t('app.name')}</strong>
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
  const view = useSignal<View>('home');
  const failure = useSignal<ErrorReport | undefined>(undefined);
  const load = () => {
    failure.value = undefined;
    Promise.all([loadProjects(), loadDomains()]).catch((error: unknown) => {
      failure.value = asErrorReport(error);
    });
  };
  useEffect(load, []);

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

  const home = () => {
    view.value = 'home';
  };
  const current = view.value;
  if (current === 'home') return <Home onView={(next) => (view.value = next)} />;
  if (current === 'add') return <AddDomain onAdded={(domain) => (view.value = { domain })} onCancel={home} />;
  const domain = domains.value.find(({ id }) => id === current.domain);
  return (
    <>
      <button type="button" class="button bare small back" onClick={home} data-testid="back">
        <Icon name="back" /> {t('app.back')}
      </button>
      {domain && <DomainView domain={domain} />}
    </>
  );
}

function SignedOut() {
  return (
    <>
      <section class="intro">
        <h1>{t('account.title')}</h1>
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
  useEffect(() => {
    void loadAccount();
    void loadPage();
  }, []);
  return (
    <>
      <Header />
      <div class="content">
        {account.value === 'unknown' && <Loading label={t('app.loading')} />}
        {account.value === 'nobody' && <SignedOut />}
        {typeof account.value === 'object' && <SignedIn />}
      </div>
    </>
  );
}
