import { LocationProvider, Route, Router } from 'preact-iso';
import { DomainPage } from './domains/domain-page.tsx';
import { DomainListPage } from './domains/list-page.tsx';
import { MailingsPage } from './mailings/list-page.tsx';
import { MailingPage } from './mailings/mailing-page.tsx';
import { Arrived } from './overview/arrived.tsx';
import { Overview } from './overview/page.tsx';
import { ProjectsPage } from './projects/page.tsx';
import { Nothing } from './shell/nothing.tsx';
import { Shell } from './shell/shell.tsx';

/** Downloads and the pages for signing in are the server's: links to them leave the panel. */
const ownPages = /^\/(?!(?:api|sign-[a-z]+|setup)(?:\/|$))/;

/** The whole panel: its frame, and a page for each address (see server/src/http/panel/pages.ts). */
export function App() {
  return (
    <LocationProvider scope={ownPages}>
      <Shell>
        <Router>
          <Route path="/" component={Overview} />
          <Route path="/settings/domains" component={DomainListPage} />
          <Route path="/settings/domains/:id" component={DomainPage} />
          <Route path="/mailings" component={MailingsPage} />
          <Route path="/mailings/:id" component={MailingPage} />
          <Route path="/projects" component={ProjectsPage} />
          <Route path="/arrived" component={Arrived} />
          <Route default component={Nothing} />
        </Router>
      </Shell>
    </LocationProvider>
  );
}
