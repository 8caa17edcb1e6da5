import { describe, expect, it } from 'vitest';
import { type AppRouterNeeds, createAppRouter } from '../router.ts';
import { inputSchemaOf, isForPeople, procedureNames } from './procedures.ts';
import { leftOut, routes } from './routes.data.ts';

/** Only the names and inputs of this router are read, so its dependencies are never used. */
const api = createAppRouter(new Proxy({}, { get: () => ({}) }) as AppRouterNeeds);
const routed = new Set(routes.map(({ procedure }) => procedure));

describe('the routes of REST', () => {
  it('answer every procedure that programs may call, or say why not', () => {
    const missing = procedureNames(api).filter(
      (name) => !routed.has(name) && !isForPeople(api, name) && !Object.hasOwn(leftOut, name),
    );
    expect(missing, 'add them to routes.data.ts, or to what it leaves out').toEqual([]);
  });

  it('lead to procedures that there are, none of which is left out or for people alone', () => {
    for (const name of [...routed, ...Object.keys(leftOut)]) expect(procedureNames(api)).toContain(name);
    expect([...routed].filter((name) => isForPeople(api, name) || Object.hasOwn(leftOut, name))).toEqual([]);
  });

  it('have one procedure for each method of an address', () => {
    const places = routes.map(({ method, path }) => `${method} ${path.replace(/\{\w+\}/g, '{}')}`);
    expect(new Set(places).size).toBe(places.length);
  });

  it.each(routes)('$method $path names fields of the input of $procedure', ({ path, procedure }) => {
    const { properties = {} } = inputSchemaOf(api, procedure);
    for (const [, name] of path.matchAll(/\{(\w+)\}/g)) expect(Object.keys(properties)).toContain(name);
  });
});
