import type { AppRouter } from '../api.ts';
import { type Right, type Rule, rights } from '../rpc/rights.data.ts';
import type { ProcedureMeta, RequestContext } from '../rpc/trpc.ts';

/** A schema as JSON Schema writes it, as far as it is read here. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly default?: unknown;
  readonly [keyword: string]: unknown;
}

interface Definition {
  readonly meta: ProcedureMeta;
  readonly inputs: readonly { toJSONSchema(options: { io: 'input'; unrepresentable: 'any' }): JsonSchema }[];
}

const nothing: JsonSchema = { type: 'object', properties: {}, additionalProperties: false };
const schemas = new Map<string, JsonSchema>();

function definitionOf(api: AppRouter, procedure: string): Definition {
  return (api._def.procedures as unknown as Readonly<Record<string, { readonly _def: Definition }>>)[procedure]!._def;
}

/** The input of a procedure, as a client writes it. */
export function inputSchemaOf(api: AppRouter, procedure: string): JsonSchema {
  const known = schemas.get(procedure);
  if (known !== undefined) return known;
  const made = definitionOf(api, procedure).inputs[0]?.toJSONSchema({ io: 'input', unrepresentable: 'any' });
  const { $schema: _, ...schema } = made ?? nothing;
  schemas.set(procedure, schema);
  return schema;
}

/** The right that a procedure needs. */
export function rightOf(api: AppRouter, procedure: string): Right {
  return definitionOf(api, procedure).meta.right;
}

/** Whether no program may call a procedure, whatever its key. */
export function isForPeople(api: AppRouter, procedure: string): boolean {
  const { key }: Rule = rights[rightOf(api, procedure)];
  return key === 'no-key';
}

/** The names of all procedures. */
export function procedureNames(api: AppRouter): readonly string[] {
  return Object.keys(api._def.procedures);
}

type Call = (input: unknown) => Promise<unknown>;

/** Calls a procedure with an input that nothing is known of. Throws what tRPC throws. */
export function callProcedure(
  api: AppRouter,
  procedure: string,
  { context, input }: { readonly context: RequestContext; readonly input: unknown },
): Promise<unknown> {
  const [feature = '', name = ''] = procedure.split('.');
  const caller = api.createCaller(context) as unknown as Readonly<Record<string, Readonly<Record<string, Call>>>>;
  return caller[feature]![name]!(input);
}
