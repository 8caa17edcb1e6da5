/**
 * What a preference page and somebody who answers for privacy need: a recipient withdraws consent, takes that back, gets
 * everything that is stored, or is erased. The recipient is the key that mail was rendered with; an address works too.
 *
 *   WAYMARK_SERVER=http://localhost:8080 WAYMARK_KEY=wm_sec_… node examples/recipient-rights.ts withdraw 1001
 *   … give-back 1001      … export 1001      … erase 1001
 */
import { createWaymark, WaymarkError } from '@waymark/plugin-sdk';

const { WAYMARK_SERVER: server, WAYMARK_KEY: key } = process.env;
const [wish, recipient] = process.argv.slice(2);
if (!server || !key) throw new Error('Set WAYMARK_SERVER and WAYMARK_KEY.');
if (!wish || !recipient) throw new Error('Say what is wished and for whom: export 1001');

const { api } = createWaymark({ server, key });

try {
  console.log(await grant(wish, recipient));
} catch (error) {
  if (!(error instanceof WaymarkError)) throw error;
  console.error(`${error.message} ${error.advice}`);
  process.exitCode = 1;
}

/** Each call takes up to 1000 recipients, but for the export, which is about one. */
async function grant(wish: string, recipient: string): Promise<string> {
  const recipients = [recipient];
  switch (wish) {
    case 'withdraw': {
      // For mail that was sent as well: links and images are answered as before.
      await api.recipients.withdraw.mutate({ recipients });
      return 'From now on nothing is stored of this recipient.';
    }
    case 'give-back': {
      await api.recipients.giveBack.mutate({ recipients });
      return 'This recipient is counted again.';
    }
    case 'export': {
      const { events, withdrawals } = await api.recipients.export.mutate({ recipient });
      return JSON.stringify({ events, withdrawals }, null, 2);
    }
    case 'erase': {
      // A withdrawal stays, so somebody who wants both needs both calls, in either order.
      const { events } = await api.recipients.erase.mutate({ recipients });
      return `Erased events: ${events}.`;
    }
    default:
      throw new Error(`“${wish}” is none of withdraw, give-back, export and erase.`);
  }
}
