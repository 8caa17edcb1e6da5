import { prepare } from '@waymark/core';
import { describe, expect, it } from 'vitest';
import { run } from './run.ts';

const mail = '<p>\n<a href="https://brand.com/">Shop</a>\n<a href="javascript:alert(1)">Win</a></p>';
const files: Readonly<Record<string, string>> = {
  'mail.html': mail,
  'fine.html': '<p><a href="https://brand.com/">Shop</a></p>',
  'changed.html': mail.replace('Shop', 'Shop!'),
  'notes.txt': 'no mail',
  'whole.eml': 'From: a@b.c\n\n<p></p>',
};

/** Runs the program on these files, and returns how it ended. */
async function waymark(...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await run(args, {
    read: async (file) => files[file] ?? Promise.reject(new Error(`no such file: ${file}`)),
    print: (text) => out.push(text),
    warn: (text) => err.push(text),
    env: {},
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

describe('check', () => {
  it('says of each link, by file and line, what becomes of it and why', async () => {
    const { code, out } = await waymark('check', 'mail.html');
    expect(code).toBe(1);
    expect(out).toContain('mail.html:2  wrap  https://brand.com/');
    expect(out).toMatch(/mail\.html:3 {2}refuse {2}javascript:alert\(1\)\n {4}error dangerous-scheme: \w/);
    expect(out).toContain('mail.html: 2 links, 1 wrapped, 0 left, 1 refused');
  });

  it.each([
    ['fine.html', 'error', 0],
    ['mail.html', 'error', 1],
    ['mail.html', 'never', 0],
    ['mail.html', 'info', 1],
  ])('ends for %s with --fail-on %s with %i', async (file, failOn, code) => {
    expect((await waymark('check', file, '--fail-on', failOn)).code).toBe(code);
  });

  it('prints as JSON what core reports, and nothing else', async () => {
    const { out } = await waymark('check', 'mail.html', 'fine.html', '--format', 'json');
    const context = { origin: 'https://click.example.com', trackClicks: true, trackOpens: true };
    const expected = ['mail.html', 'fine.html'].map((file) => ({
      file,
      report: prepare(files[file]!, context).report,
    }));
    expect(JSON.parse(out)).toEqual(JSON.parse(JSON.stringify(expected)));
  });

  it('prints as SARIF each finding with its place', async () => {
    const { out } = await waymark('check', 'mail.html', '--format', 'sarif');
    const { version, runs } = JSON.parse(out);
    expect(version).toBe('2.1.0');
    expect(runs[0].tool.driver.rules.map(({ id }: { id: string }) => id)).toContain('dangerous-scheme');
    expect(runs[0].results).toContainEqual({
      ruleId: 'dangerous-scheme',
      level: 'error',
      message: { text: expect.any(String) },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'mail.html' },
            region: { startLine: 3, startColumn: 10, charOffset: mail.indexOf('javascript'), charLength: 19 },
          },
        },
      ],
    });
  });

  it('speaks German when asked', async () => {
    expect((await waymark('check', 'mail.html', '--language', 'de')).out).not.toBe(
      (await waymark('check', 'mail.html')).out,
    );
  });
});

describe('compare', () => {
  it('proves that two mails are the same but for their links, or says where they are not', async () => {
    expect((await waymark('compare', 'mail.html', 'mail.html')).code).toBe(0);
    const { code, out } = await waymark('compare', 'mail.html', 'changed.html');
    expect([code, out]).toEqual([1, expect.stringContaining('first at character')]);
  });
});

it.each([
  [[], 'Usage:'],
  [['send', 'mail.html'], 'Usage:'],
  [['check'], 'Name the files to check'],
  [['check', 'none.html'], 'no such file: none.html'],
  [['check', 'notes.txt'], 'notes.txt is not an HTML mail'],
  [['check', 'whole.eml'], 'whole.eml is a whole mail'],
  [['check', 'mail.html', '--format', 'xml'], 'There is no format "xml"'],
  [['check', 'mail.html', '--fail-on', 'all'], '"all" is no severity'],
  [['check', 'mail.html', '--fial-on', 'info'], "Unknown option '--fial-on'"],
  [['compare', 'mail.html'], 'Name two files'],
  [['wrap', 'mail.html'], 'Name the mailing'],
  [['wrap', 'mail.html', '--mailing', 'x', '--recipient', '1', '--merge-tag', '{{id}}'], 'not both'],
  [['wrap', 'mail.html', '--mailing', 'x'], 'Name your server'],
  [['domains', '--server', 'https://waymark.example'], 'WAYMARK_KEY'],
])('ends with 2 and a sentence when it cannot do %j', async (args, sentence) => {
  const { code, out, err } = await waymark(...args);
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain(sentence);
});
