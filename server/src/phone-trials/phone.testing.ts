import { storedId, type TestServer } from '../../test/test-server.ts';

/** Where members reach the server, and where its links are. */
export const pageOrigin = 'http://waymark.operator.example';
export const clickHost = 'click.brand.com';

const iPhone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/27.1 Mobile/15E148 Safari/604.1';

interface Started {
  readonly id: string;
  readonly address: string;
}

/** A phone with a browser, as the server sees it. */
export function phoneOf(server: TestServer) {
  const host = new URL(pageOrigin).host;
  const pathOf = ({ address }: Started) => address.slice(pageOrigin.length);
  return {
    pathOf,
    visit: (path: string, headers: Record<string, string> = {}) =>
      server.ask(path, { host, headers: { 'user-agent': iPhone, ...headers } }),
    tap: (url: string | null | undefined, userAgent = iPhone) =>
      server.ask(new URL(url ?? '').pathname, { host: clickHost, headers: { 'user-agent': userAgent } }),
    /** Answers as the form of the page does. */
    answer: (trial: Started, fields: Record<string, string>) =>
      server.ask(pathOf(trial), {
        host,
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'user-agent': iPhone },
        body: new URLSearchParams({ device: 'iOS 27.1 (iPhone)', version: '8.2', ...fields }).toString(),
      }),
    /** Lets the hour of a trial pass. */
    async end({ id }: Started) {
      const where = { id: storedId(id) };
      const past = (at: Date) => new Date(at.getTime() - 61 * 60_000);
      const { createdAt, expiresAt } = await server.database.phoneTrial.findUniqueOrThrow({ where });
      const data = { createdAt: past(createdAt), expiresAt: past(expiresAt) };
      await server.database.phoneTrial.update({ where, data });
    },
  };
}
