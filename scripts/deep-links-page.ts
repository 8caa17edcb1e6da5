import { type DeepLinkOutcome, type OutcomeReason, outcomeReasons } from '../core/src/deep-links/outcome.ts';
import { appServices } from '../core/src/deep-links/services.data.ts';
import { associationsEn, deepLinksEn } from '../core/src/sentences/en/deep-links.ts';
import { findingsEn } from '../core/src/sentences/en/findings.ts';
import type { Sentence } from '../core/src/sentences/types.ts';
import { inMarkdown } from './sentence-pages.ts';

/** docs/marketers/deep-links.md: what tracking does to links that open an app, in the sentences that are shown. */
export function deepLinksPage(): string {
  const ownApp = appServices.filter(({ opens }) => opens === 'own-app').map(({ name }) => name);
  return `# Links that open an app

On a phone, some links open an app instead of the browser: a link to a product opens the shop's app, a link to a video opens
YouTube. They are called *deep links*, *universal links* (Apple) or *app links* (Android).

## What breaks, and why

A phone decides by the address alone, before anything is loaded. The website *brand.com* publishes a list of the apps that
open its addresses, and the app names *brand.com* in turn. A tracked link begins with your tracking domain,
\`https://click.brand.com/…\`, and that address is in no app's list. So the phone opens the browser, the browser is sent on to
*brand.com*, and the reader is on the website: not signed in, without the basket, perhaps on a page that asks them to get
the app they have. Nobody sees an error, and the click is counted.

Every sender that tracks clicks has this trouble, and most find out from a complaint. Waymark looks at every link while the
mail is written, and **leaves a link as it is where tracking would do harm**.

![The panel warns of a link that opens an app directly, and of one that opens the sender's own app](../images/deep-links.png)

## What you are told while you write

Waymark knows these from the address alone, and asks nobody:

| kind of link | what it says | why |
| --- | --- | --- |
${[
  kind('`myapp://wallet`, `intent:…`', findingsEn['custom-scheme']),
  kind(`Links of services that open your own app: ${ownApp.join(', ')}`, findingsEn['opens-own-app']),
  kind('Links of well-known apps, such as YouTube or Instagram', findingsEn['opens-app']),
].join('\n')}

The first two are warnings. The third is only for your information: the link to your Instagram page in the footer stays as it
is, and nothing is wrong with it. All [findings](../findings.md) are listed with their sentences.

${publicApps().length} well-known apps are recognised: ${publicApps().join(', ')}.

## What its website says about a link

For every other link, only the website that it leads to can say whether an app opens it. Waymark asks it when a mailing is
sent, and when you have links checked; never for a preview, which says *not asked yet* until then. A mailing waits three
seconds at most for all websites together. Each link then gets one of four outcomes.

### It opens no app

Track it: nothing is lost.

${reasonsOf('opens-no-app', false)}

### It opens an app, and would not when tracked

Leave it as it is, unless you decide otherwise ([what you can do](#what-you-can-do)).

${reasonsOf('breaks')}

### It opens the app, tracked too

${reasonsOf('kept', false)}

### Nobody knows

The website could not be asked, what it says can be read in two ways, or it depends on a merge tag. Waymark says so instead
of guessing, and tracks the link like any other unless you choose something else.

${reasonsOf('unknown')}

What *why* can be:

${Object.values(associationsEn.reasons)
  .map((why) => `- ${why}`)
  .join('\n')}

## What you can do

- **Leave the link as it is.** This is what happens if you do nothing. Readers get the app, and the click is not counted in
  Waymark. A deep-link service counts it, and so may your app.
- **Add parameters instead**: those of the project's UTM template, such as \`utm_source=newsletter\`, so that the app or the
  website can tell where readers came from. Some apps open an address only without parameters. Waymark asks the app's rules
  again with them, and leaves the link alone where they do not match any more.
- **Keep it as an app link.** Your app opens links of your tracking domain as well: the click is counted, *and* the app opens.
  Your app team adds a few lines to the app, once. Give them the page [for app teams](../app-teams/README.md). When a version
  of the app with these lines is released, enter it with its date; until then such links stay as they are.
- **Track it all the same**, where the figure matters more than the app.

What is chosen counts for this address in this project, in every mail from then on (\`projects.chooseLink\` of the
[API](../operators/api.md#projects)): whatever stands behind \`#\`, and parameters that begin with \`utm_\`, make no other
address. For all links of a project at once there are two settings (\`projects.update\`): \`deepLinks\` for links that open
your app, \`publicAppLinks\` for those of well-known apps; each is *leave* or *track*. A mark on the link itself,
\`data-track="on"\` or \`"off"\`, comes before both.

## Before you send

- A link with \`myapp://\` reaches few readers: replace it by the https:// address of the same place.
- [Try the links that matter](try-on-a-phone.md), the button above all, on an iPhone and an Android phone that have the app.
- A link that opens the app on your phone may not do so on others: the app has to be installed, in a version that knows the
  address, and its owner may have chosen the browser.
- A change of the lists takes days to reach all phones: [how long](../app-teams/README.md#how-long-it-takes).

The sentences on this page are those of Waymark, written by \`npm run docs\`; words in *italics* stand for what your mail and
the website hold at that place.
`;
}

/** The apps that everybody may have, one name each. */
function publicApps(): string[] {
  return [...new Set(appServices.filter(({ opens }) => opens === undefined).map(({ name }) => name))];
}

function kind(links: string, { title, explanation }: Sentence): string {
  return `| ${links} | ${inMarkdown(title)} | ${inMarkdown(explanation)} |`;
}

function reasonsOf(outcome: DeepLinkOutcome, needsAdvice = true): string {
  const reasons = (Object.keys(outcomeReasons) as OutcomeReason[]).filter(
    (reason) => outcomeReasons[reason] === outcome,
  );
  return reasons.map((reason) => said(deepLinksEn[reason], needsAdvice)).join('\n');
}

function said({ title, explanation, advice }: Sentence, needsAdvice: boolean): string {
  const found = `- **${inMarkdown(title)}.** ${inMarkdown(explanation)}`;
  return needsAdvice ? `${found} *What to do:* ${inMarkdown(advice)}` : found;
}
