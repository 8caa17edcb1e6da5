/**
 * For preference pages and privacy requests: a recipient opts out, opts back in, gets everything that is stored, or is
 * erased. The recipient is the id that the mail was rendered for; a mail address works too.
 *
 *   WAYMARK_SERVER=http://localhost:8080 WAYMARK_KEY=wm_sk_… node examples/recipient-rights.ts opt-out 1001
 *   … opt-in 1001      … export 1001      … erase 1001
 */
import { createWaymark, WaymarkError } from '@waymark/sdk';

const { WAYMARK_SERVER: server, WAYMARK_KEY: key } = process.env;
const [wish, recipientId] = process.argv.slice(2);
if (!server || !key) throw new Error('Set WAYMARK_SERVER and WAYMARK_KEY.');
if (!wish || !recipientId) throw new Error('Say what is wished and for whom: export 1001');

const { api } = createWaymark({ server, key });

try {
  console.log(await grant(wish, recipientId));
} catch (error) {
  if (!(error instanceof WaymarkError)) throw error;
  console.error(`${error.message} ${error.hint}`);
  process.exitCode = 1;
}

/** Each call takes up to 1000 recipients, except the export, which takes one. */
async function grant(wish: string, recipientId: string): Promise<string> {
  const recipientIds = [recipientId];
  switch (wish) {
    case 'opt-out': {
      // Applies to mail already sent, too: its links and images keep working.
      await api.recipients.optOut.mutate({ recipientIds });
      return 'From now on nothing is stored of this recipient.';
    }
    case 'opt-in': {
      await api.recipients.optIn.mutate({ recipientIds });
      return 'This recipient is counted again.';
    }
    case 'export': {
      const { events, optOuts } = await api.recipients.export.mutate({ recipientId });
      return JSON.stringify({ events, optOuts }, null, 2);
    }
    case 'erase': {
      // Erasure does not opt a recipient out: for both, make both calls, in either order.
      const { events } = await api.recipients.erase.mutate({ recipientIds });
      return `Erased events: ${events}.`;
    }
    default:
      throw new Error(`“${wish}” is none of opt-out, opt-in, export and erase.`);
  }
}
