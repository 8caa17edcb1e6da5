import type { Role } from '@waymark/prisma';

/** What a secret key may be given, each with what it lets a program do. */
export const scopes = {
  'mailings:write': 'register, wrap and verify mailings',
  'reports:read': 'read mailings, their figures, events and alerts, and what is stored of a recipient',
  'recipients:write': 'opt recipients out and in again',
  'recipients:erase': 'erase recipients',
  'projects:write': 'create, change and delete projects',
  'domains:write': 'add, check, change and remove tracking domains and their apps',
  'webhooks:write': 'change who is alerted, and webhooks',
  'keys:write': 'list, create, change and revoke keys, none with more scopes than its own',
} as const;

/** What a secret key is limited to. */
export type Scope = keyof typeof scopes;

/** Whether there is such a scope. */
export const isScope = (name: string): name is Scope => Object.hasOwn(scopes, name);

/** What secret keys could do before they had scopes, and those with the prefix `wm_sec_` still can. */
export const formerScopes: readonly Scope[] = [
  'mailings:write',
  'reports:read',
  'recipients:write',
  'recipients:erase',
];

/** What a right needs: of a member the role, of a program's key the scope, or no more than its kind. */
export interface Rule {
  /** The least role that has it. */
  readonly role: Role;
  /** `every-key`: publishable ones too; `secret-key`: each secret one; `no-key`: people only. */
  readonly key: Scope | 'every-key' | 'secret-key' | 'no-key';
}

/** Every right, and who has it. Each procedure of the API needs one of them. */
export const rights = {
  preview: { role: 'viewer', key: 'every-key' },
  read: { role: 'viewer', key: 'secret-key' },
  reports: { role: 'viewer', key: 'reports:read' },
  person: { role: 'viewer', key: 'no-key' },
  send: { role: 'editor', key: 'mailings:write' },
  recipients: { role: 'editor', key: 'recipients:write' },
  erase: { role: 'editor', key: 'recipients:erase' },
  projects: { role: 'editor', key: 'projects:write' },
  domains: { role: 'editor', key: 'domains:write' },
  edit: { role: 'editor', key: 'no-key' },
  webhooks: { role: 'owner', key: 'webhooks:write' },
  keys: { role: 'owner', key: 'keys:write' },
  own: { role: 'owner', key: 'no-key' },
} as const satisfies Record<string, Rule>;

/** The name of a right. */
export type Right = keyof typeof rights;

/** The roles, each with all rights of those before it. */
export const roles = ['viewer', 'editor', 'owner'] as const satisfies readonly Role[];
