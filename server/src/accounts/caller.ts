import type { Role } from '@waymark/prisma';

export type KeyKind = 'member' | 'secret' | 'publishable';

/** Who asks, as far as their key tells. */
export interface Caller {
  readonly accountId: string;
  readonly keyKind: KeyKind;
  readonly member: { readonly id: string; readonly name: string; readonly role: Role } | null;
}

/** What may be done: see a preview, read what the account has, register and wrap mail, change settings, hand out keys. */
export type Right = 'preview' | 'read' | 'send' | 'edit' | 'own';

const rightsOfKeys: Record<Exclude<KeyKind, 'member'>, readonly Right[]> = {
  publishable: ['preview'],
  secret: ['preview', 'read', 'send'],
};

const rightsOfRoles: Record<Role, readonly Right[]> = {
  viewer: ['preview', 'read'],
  editor: ['preview', 'read', 'send', 'edit'],
  owner: ['preview', 'read', 'send', 'edit', 'own'],
};

/** Whether a caller's key, or the role of the member it belongs to, allows something. */
export function may(caller: Caller, right: Right): boolean {
  if (caller.keyKind !== 'member') return rightsOfKeys[caller.keyKind].includes(right);
  return caller.member !== null && rightsOfRoles[caller.member.role].includes(right);
}
