import { type AppRouterNeeds, createAppRouter } from '../src/router.ts';

/** Only names are read of this router: nothing is asked of what it works with. */
const needs = new Proxy({}, { get: () => ({}) }) as AppRouterNeeds;

/** The names of all procedures of the API. */
export const procedures: readonly string[] = Object.keys(createAppRouter(needs)._def.procedures);
