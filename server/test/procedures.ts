import { type AppRouterNeeds, createAppRouter } from '../src/router.ts';

/** Only the names of this router are read, so its dependencies are never used. */
const needs = new Proxy({}, { get: () => ({}) }) as AppRouterNeeds;

const all = createAppRouter(needs)._def.procedures;

/** The names of all procedures of the API. */
export const procedures: readonly string[] = Object.keys(all);

/** The names of those that may change something. */
export const mutations: readonly string[] = procedures.filter(
  (path) => (all as unknown as Record<string, { _def: { type: string } }>)[path]!._def.type === 'mutation',
);

interface Input {
  toJSONSchema(options: { io: 'input'; unrepresentable: 'any' }): { readonly properties?: Record<string, object> };
}

/** The fields of a procedure's input, as JSON Schema. */
export function inputFieldsOf(path: string): Readonly<Record<string, object>> {
  const { inputs } = (all as unknown as Record<string, { _def: { inputs: readonly Input[] } }>)[path]!._def;
  return inputs[0]?.toJSONSchema({ io: 'input', unrepresentable: 'any' }).properties ?? {};
}
