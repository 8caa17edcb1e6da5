import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Api, startTestServer, type TestServer } from '../../test/test-server.ts';

let server: TestServer;
let api: Api;

beforeAll(async () => {
  server = await startTestServer();
  api = (await server.account()).owner;
});
// More domains are added here than members may add in a minute.
beforeEach(async () => {
  await server.database.checksNow.deleteMany();
});
afterAll(() => server.stop());

// The name server of these tests answers that the servers of a zone are called ns1.<zone>.
const atOvh = 'click.ovh.net';

describe('the instructions for a new domain', () => {
  it('name the DNS provider that its name servers belong to, and the peculiarities of that provider', async () => {
    const { instructions, record } = await api.domains.add.mutate({ host: atOvh });
    expect(instructions.provider).toEqual({ name: 'OVHcloud', panel: 'https://www.ovh.com/manager/' });
    expect(instructions.hints).toEqual([
      `End the target with a dot, as in "${record.target}.": otherwise the panel adds ovh.net to it.`,
    ]);
    expect(instructions.colleague.text).toContain(record.zoneLine);
    expect(instructions.colleague.text).toContain(instructions.hints[0]);
  });

  it('are in the language of the caller', async () => {
    const german = server.api(await (await server.account()).member('owner'), { 'accept-language': 'de' });
    const { instructions } = await german.domains.add.mutate({ host: 'klick.ovh.net' });
    expect(instructions.hints[0]).toContain('mit einem Punkt beenden');
    expect(instructions.colleague.subject).toBe('Bitte einen DNS-Eintrag für klick.ovh.net anlegen');
  });

  it('suit any panel when the provider is unknown', async () => {
    const { instructions } = await api.domains.add.mutate({ host: 'click.brand.com' });
    expect(instructions).toMatchObject({ provider: null, hints: [] });
    expect(instructions.colleague.text).toContain('create this record in the DNS of brand.com:');
  });

  it('show an international name in both forms', async () => {
    const { record, unicode, instructions } = await api.domains.add.mutate({ host: 'Klick.Bücher.example' });
    expect(unicode).toBe('klick.bücher.example');
    expect(record).toMatchObject({ name: 'klick', zone: 'xn--bcher-kva.example' });
    expect(record.zoneLine).toMatch(/^klick\.xn--bcher-kva\.example\. 3600 IN CNAME /);
    expect(instructions.colleague.text).toContain(
      'The full name is klick.xn--bcher-kva.example, that is klick.bücher.example.',
    );
  });

  it('are available without DNS for a name that is only for trying out', async () => {
    const { instructions } = await api.domains.add.mutate({ host: 'click.brand.localhost' });
    expect(instructions.provider).toBeNull();
  });
});
