import { accountsRouter } from './accounts/router.ts';
import { alertsRouter } from './alerts/router.ts';
import { domainsRouter } from './domains/router.ts';
import { eventsRouter } from './events/router.ts';
import { messagesRouter } from './mailings/router.ts';
import { previewRouter } from './preview/router.ts';
import { projectsRouter } from './projects/router.ts';
import { recipientsRouter } from './recipients/router.ts';
import { router } from './rpc/trpc.ts';

/** Everything the API can do, a line for each feature; each feature's router begins with the rights its procedures need. */
export const appRouter = router({
  accounts: accountsRouter,
  alerts: alertsRouter,
  domains: domainsRouter,
  events: eventsRouter,
  messages: messagesRouter,
  preview: previewRouter,
  projects: projectsRouter,
  recipients: recipientsRouter,
});
