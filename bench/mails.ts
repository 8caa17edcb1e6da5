import { readFileSync } from 'node:fs';
import { prepare, type WrapContext, type Wrapping } from '@waymark/core';

/** The settings all figures are measured with. */
export const context: WrapContext = { origin: 'https://go.shop.com', trackClicks: true, trackOpens: true };

const newsletter = readFileSync(new URL('../examples/newsletter.html', import.meta.url), 'utf8');
const [, head = '', body = '', end = ''] = /^([\s\S]*?<body[^>]*>)([\s\S]*)(<\/body>[\s\S]*)$/.exec(newsletter) ?? [];

/** The example newsletter with its body repeated until the mail has this many characters; every copy links elsewhere. */
export function longMail(characters: number): string {
  let text = head + body;
  for (let copy = 2; text.length < characters; copy++) text += body.replaceAll('.example/', `.example/${copy}/`);
  const cut = text.lastIndexOf('<table', characters);
  return text.slice(0, cut) + end;
}

/** The mail cut off after so many links that are wrapped. */
export function firstLinks(mail: string, links: number): string {
  return mail.slice(0, afterLinks(mail, links)) + end;
}

/** The whole mail, in which what comes after so many wrapped links leads nowhere: as much markup, and no more links. */
export function onlyFirstLinks(mail: string, links: number): string {
  const from = afterLinks(mail, links);
  return mail.slice(0, from) + mail.slice(from).replaceAll(/\bhref(?=\s*=)/gi, 'title');
}

function afterLinks(mail: string, links: number): number {
  const wrapped = prepare(mail, context).report.links.filter(({ action }) => action === 'wrap');
  return mail.lastIndexOf('<a', wrapped[links]?.offset ?? mail.length);
}

/** What the server would answer for these destinations. */
export function wrappingFor(targets: readonly string[]): Wrapping {
  const signer = { origin: context.origin, host: 'go.shop.com', keyId: 1, key: `${'q'.repeat(42)}A` };
  return {
    mailing: 1_000_000,
    clicks: { ...signer, links: targets.map((_, index) => 2 ** 27 + index) },
    opens: signer,
  };
}
