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
} as const;

/** The states of a domain have the same words wherever they are shown. */
export const states = {
  'status.waiting': 'Waiting',
  'status.not_verified': 'Not verified',
  'status.pending': 'Pending',
  'status.verified': 'Verified',
  'status.troubled': 'Verified, needs a look',
} as const;
