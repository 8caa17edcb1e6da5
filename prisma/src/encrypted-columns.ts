import type { PrismaClient } from '../generated/client.ts';

/** Encrypts and decrypts secrets, each for one purpose. */
export interface ColumnCipher {
  encrypt(purpose: string, secret: Uint8Array): Uint8Array<ArrayBuffer>;
  decrypt(purpose: string, stored: Uint8Array): Uint8Array<ArrayBuffer>;
}

/**
 * Every column that holds a secret which has to be read again: what may be compared is kept as a hash instead. A new one
 * needs a line here and nothing else; one that is read through another model's `include` has to be read by itself.
 */
export const encryptedColumns = [
  { model: 'signingKey', field: 'secret', table: 'signing_key', column: 'secret', purpose: 'signing key' },
  { model: 'formerKey', field: 'secret', table: 'former_key', column: 'secret', purpose: 'signing key' },
  {
    model: 'alertSettings',
    field: 'webhookSecret',
    table: 'alert_settings',
    column: 'webhook_secret',
    purpose: 'webhook secret',
  },
  {
    model: 'signInSecret',
    field: 'secret',
    table: 'sign_in_secret',
    column: 'secret',
    purpose: 'sign-in secret',
  },
  {
    model: 'webhookEndpoint',
    field: 'secret',
    table: 'webhook_endpoint',
    column: 'secret',
    purpose: 'webhook secret',
  },
  {
    model: 'webhookEndpoint',
    field: 'formerSecret',
    table: 'webhook_endpoint',
    column: 'former_secret',
    purpose: 'webhook secret',
  },
  { model: 'ownConnection', field: 'key', table: 'own_connection', column: 'key', purpose: 'own connection' },
  { model: 'signInSecret', field: 'secret', table: 'sign_in_secret', column: 'secret', purpose: 'sign-in secret' },
  {
    model: 'idempotentCall',
    field: 'answer',
    table: 'idempotent_call',
    column: 'answer',
    purpose: 'answer to a call',
  },
] as const;

type Column = (typeof encryptedColumns)[number];
type Fields = Record<string, unknown>;

/** The client with which no feature can forget to encrypt a secret: it encrypts what is written, and decrypts what is read. */
export function withEncryptedColumns(client: PrismaClient, cipher: ColumnCipher): PrismaClient {
  const hooks = [...Map.groupBy(encryptedColumns, ({ model }) => model)].map(([model, columns]) => {
    const $allOperations = async ({ args, query }: { args: unknown; query: (args: unknown) => Promise<unknown> }) => {
      const written = columns.reduce<unknown>((given, column) => encrypted(column, cipher, given), args);
      const read = await query(written);
      return columns.reduce<unknown>((result, column) => decrypted(column, cipher, result), read);
    };
    return [model, { $allOperations }] as const;
  });
  // The names of models are not in the type of what is made of a list, and columns keep their types.
  return client.$extends({ query: Object.fromEntries(hooks) as object }) as unknown as PrismaClient;
}

function encrypted({ field, purpose }: Column, cipher: ColumnCipher, args: unknown): unknown {
  const row = (data: unknown) => mapField(data, field, (secret) => cipher.encrypt(purpose, secret));
  if (!isFields(args)) return args;
  const written = ['data', 'create', 'update'].filter((name) => name in args);
  return { ...args, ...Object.fromEntries(written.map((name) => [name, eachOf(args[name], row)])) };
}

function decrypted({ field, purpose }: Column, cipher: ColumnCipher, result: unknown): unknown {
  return eachOf(result, (row) => mapField(row, field, (stored) => cipher.decrypt(purpose, stored)));
}

function eachOf(value: unknown, change: (row: unknown) => unknown): unknown {
  return Array.isArray(value) ? value.map(change) : change(value);
}

function mapField(row: unknown, field: string, change: (value: Uint8Array) => Uint8Array): unknown {
  if (!isFields(row)) return row;
  const value = row[field];
  return value instanceof Uint8Array ? { ...row, [field]: change(value) } : row;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}
