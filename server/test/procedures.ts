import { type AppRouterNeeds, createAppRouter } from '../src/router.ts';

/** Only the names of this router are read, so its dependencies are never used. */
const needs = new Proxy({}, { get: () => ({}) }) as AppRouterNeeds;

/** The names of all procedures of the API. */
export const procedures: readonly string[] = Object.keys(createAppRouter(needs)._def.procedures);
