/** What components of this package say, in English. Surfaces spread these into texts of their own. */
export const words = {
  'copy.copy': 'Copy',
  'copy.copied': 'Copied',
  'copy.what': 'Copy {what}',

  'record.title': 'Create this DNS record',
  'record.done': 'Its DNS record',
  'record.text': 'At the provider of {zone}, add one record. It can take a while until everyone sees it.',
  'record.type': 'Type',
  'record.name': 'Name',
  'record.target': 'Target',
  'record.line': 'Complete record',

  'steps.title': 'How to do it',
  'steps.open': 'Open the DNS settings of {zone}, where the domain was registered or where its DNS is kept.',
  'steps.provider': 'Open {provider}, where the DNS of {zone} is kept.',
  'steps.panel': 'Go to {provider}',
  'steps.add': 'Add a record of the type CNAME with this name and this target.',
  'steps.wait': 'Save it. It can take minutes until everybody sees it; you need not wait here.',
  'steps.colleague': 'For your IT',
  'steps.colleagueText': 'Somebody else keeps the DNS? Send them this text.',
  'steps.colleagueMail': 'Write an e-mail',
  'steps.colleagueCopy': 'Copy the text',
} as const;

/** The states of a domain have the same words wherever they are shown. */
export const states = {
  'status.waiting': 'Waiting',
  'status.not_verified': 'Not verified',
  'status.pending': 'Pending',
  'status.verified': 'Verified',
  'status.troubled': 'Verified, needs a look',
} as const;
