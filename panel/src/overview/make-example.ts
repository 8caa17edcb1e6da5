import { api } from '../api/client.ts';
import { session } from '../api/session.ts';
import { t } from '../i18n/t.ts';
import { exampleMail, linksIn, type MailLink } from './example-mail.ts';

/** An example that was made: its mailing, and its links as a reader gets them. */
export interface Example {
  readonly mailingId: string;
  readonly links: readonly MailLink[];
}

/** Makes a domain on this machine, a project and a mailing, or uses those of an earlier example. */
export async function makeExample(): Promise<Example> {
  // Hosts are unique in the whole installation, so that the account has a name of its own.
  const host = `click.example-${session.value?.account.id.slice(-6)}.localhost`;
  const name = t('tryout.project');
  const domain = (await api.domains.list.query({ search: host })).data[0] ?? (await api.domains.add.mutate({ host }));
  const project =
    (await api.projects.list.query({ search: name })).data[0] ?? (await api.projects.create.mutate({ name }));
  await api.projects.update.mutate({ id: project.id, clickDomainId: domain.id, openDomainId: domain.id });
  const { html, mailingId } = await api.mailings.wrap.mutate({
    projectId: project.id,
    name: t('tryout.mailing'),
    html: exampleMail(),
    recipient: { id: 'example-reader' },
  });
  return { mailingId: mailingId ?? '', links: linksIn(html, host) };
}
