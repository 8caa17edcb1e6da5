import { foundationPages, foundationTemplates } from './foundation.ts';
import type { Source } from './mail.ts';
import { mailgenThemes } from './mailgen.ts';
import { mjmlExamples } from './mjml.ts';
import { reactEmailTemplates } from './react-email.ts';

/** The sources of the mails, none of which are copied into this repository. */
export const sources: readonly Source[] = [
  { name: 'mjml 5.4.1', licence: 'MIT', what: "examples of its components' documentation", mails: mjmlExamples },
  { name: 'create-email 1.2.5', licence: 'MIT', what: 'starter templates of react-email', mails: reactEmailTemplates },
  { name: 'foundation-emails 2.5.1', licence: 'MIT', what: 'templates as built', mails: foundationTemplates },
  { name: 'foundation-emails 2.5.1', licence: 'MIT', what: 'pages of its visual tests', mails: foundationPages },
  { name: 'mailgen 2.0.36', licence: 'Apache-2.0', what: 'themes as EJS and rendered', mails: mailgenThemes },
];
