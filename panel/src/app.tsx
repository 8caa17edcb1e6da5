import { LocationProvider, lazy, Route, Router } from 'preact-iso';
import { Overview } from './overview/page.tsx';
import { Nothing } from './shell/nothing.tsx';
import { Shell } from './shell/shell.tsx';

const Domains = lazy(() => import('./domains/list-page.tsx'));
const Domain = lazy(() => import('./domains/domain-page.tsx'));

/** Downloads and the pages for signing in are the server's: links to them leave the panel. */
const ownPages = /^\/(?!(?:api|sign-[a-z]+|setup)(?:\/|$))/;

/** The whole panel: its frame, and a page for each address (see server/src/http/panel/pages.ts). */
export function App() {
  return (
    <LocationProvider scope={ownPages}>
      <Shell>
        <Router>
          <Route path="/" component={Overview} />
          <Route path="/settings/domains" component={Domains} />
          <Route path="/settings/domains/:id" component={Domain} />
          <Route default component={Nothing} />
        </Router>
      </Shell>
    </LocationProvider>
  );
}
