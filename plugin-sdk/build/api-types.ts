import { join } from 'node:path';
import { API, type Checker, type Type, type Symbol as TypeSymbol } from 'typescript/unstable/sync';
import { nameOf, writtenType } from './written-type.ts';

const head = `// Written out from the server's routers by build/api-types.ts.

export interface CallOptions {
  /** Ends the call, which then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** The header \`Idempotency-Key\` of a call that changes something. Default: another one for each call. */
  readonly context?: { readonly idempotencyKey?: string };
}
type Arguments<Input> = undefined extends Input
  ? [input?: Input, options?: CallOptions]
  : [input: Input, options?: CallOptions];
/** A procedure that reads. */
export interface Query<Input, Output> {
  query(...given: Arguments<Input>): Promise<Output>;
}
/** A procedure that changes something. */
export interface Mutation<Input, Output> {
  mutate(...given: Arguments<Input>): Promise<Output>;
}
`;

/**
 * The types of the API as the published package has them: every input and output of every procedure in full, so that neither
 * the server nor tRPC nor zod are needed to read them.
 */
export function writeApiTypes(sdk: string): string {
  const api = new API();
  try {
    const config = join(sdk, 'tsconfig.json');
    const project = api.updateSnapshot({ openProjects: [config] }).getProject(config)!;
    const { checker } = project;
    const module = checker.getSymbolAtLocation(project.program.getSourceFile(join(sdk, 'src/api/api-types.ts'))!)!;
    const exported = new Map(
      checker.getExportsOfModule(module).map((symbol) => [symbol.name, checker.getDeclaredTypeOfSymbol(symbol)]),
    );
    const data = (name: string) =>
      features(exported.get(name)!, checker, (type, path) => writtenType(type, checker, path));
    const calls = features(exported.get('WaymarkApi')!, checker, (type, path) => writtenCall(type, checker, path));
    return [
      head,
      "/** The server's procedures as typed calls: `api.domains.list.query()`, `api.projects.create.mutate({ name })`. */",
      `export interface WaymarkApi {\n${calls}}`,
      "/** What each procedure takes: `ApiInputs['domains']['add']`. */",
      `export interface ApiInputs {\n${data('ApiInputs')}}`,
      "/** What each procedure returns: `ApiOutputs['domains']['list']`. */",
      `export interface ApiOutputs {\n${data('ApiOutputs')}}`,
      "/** The codes of the server's errors. */",
      `export type ApiErrorCode = ${writtenType(exported.get('ApiErrorCode')!, checker, 'ApiErrorCode')};`,
      '',
    ].join('\n');
  } finally {
    api.close();
  }
}

/** A member for each feature, with one for each of its procedures; tRPC's own has a symbol for its name. */
function features(router: Type, checker: Checker, write: (type: Type, path: string) => string): string {
  const typeOf = (symbol: TypeSymbol) => checker.getTypeOfSymbol(symbol)!;
  return checker
    .getPropertiesOfType(router)
    .filter(({ name }) => !name.startsWith('__@'))
    .map((feature) => {
      const procedures = checker
        .getPropertiesOfType(typeOf(feature))
        .map((one) => `    ${nameOf(one.name)}: ${write(typeOf(one), `${feature.name}.${one.name}`)};\n`);
      return `  ${nameOf(feature.name)}: {\n${procedures.join('')}  };\n`;
    })
    .join('');
}

function writtenCall(type: Type, checker: Checker, path: string): string {
  const names = path
    .split('.')
    .map((name) => `[${JSON.stringify(name)}]`)
    .join('');
  const kind = checker.getPropertyOfType(type, 'query') ? 'Query' : 'Mutation';
  return `${kind}<ApiInputs${names}, ApiOutputs${names}>`;
}
