import { ApiError } from '../rpc/api-error.ts';
import { problemOfCall } from '../rpc/input-problems.ts';
import { type Route, routes } from './routes.data.ts';

/** A route that answers a request, with the fields that stand in its address. */
export interface FoundRoute {
  readonly route: Route;
  readonly fields: Readonly<Record<string, string>>;
}

/** Nothing at this address takes the method; these are the ones that it takes. */
export class OtherMethods {
  readonly allowed: readonly string[];

  constructor(allowed: readonly string[]) {
    this.allowed = allowed;
  }
}

const patterns = routes.map((route) => ({
  route,
  names: [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!),
  pattern: new RegExp(`^${route.path.replace(/\{\w+\}/g, '([^/]+)')}$`),
}));

/** The route of a request, by the path below `/api/v1` as it was sent. Throws no_such_address, invalid_input. */
export function findRoute(method: string, path: string): FoundRoute | OtherMethods {
  const here = patterns.filter(({ pattern }) => pattern.test(path));
  if (here.length === 0) throw new ApiError('no_such_address');
  const wanted = method === 'HEAD' ? 'GET' : method;
  const found = here.find(({ route }) => route.method === wanted);
  if (found === undefined) return new OtherMethods(here.flatMap(({ route }) => methodsOf(route)));
  const values = found.pattern.exec(path)!.slice(1).map(decoded);
  return { route: found.route, fields: Object.fromEntries(found.names.map((name, index) => [name, values[index]!])) };
}

/** What stands in an address as percent-encoded UTF-8. Throws invalid_input. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new ApiError('invalid_input', { problem: problemOfCall('Invalid URL-encoding') });
  }
}

function methodsOf({ method }: Route): readonly string[] {
  return method === 'GET' ? ['GET', 'HEAD'] : [method];
}
