import { readFileSync } from 'node:fs';
import { parseSync, Visitor } from 'vite';

/** One import or re-export of a module. */
export interface Import {
  /** As it is written: `./click.ts` or the name of a package. */
  readonly from: string;
  /** The names that are taken and exist at run time; none of a namespace, a default or a module that is loaded later. */
  readonly names: readonly string[];
  /** Nothing of it is there at run time. */
  readonly typeOnly: boolean;
}

/** What a module imports, statically or when it runs, and the types it names by `import('…')`. */
export function importsIn(file: string, text: string): readonly Import[] {
  const parsed = parseSync(file, text);
  const { staticImports, staticExports } = parsed.module;
  const reexports = staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest, importName, isType }) =>
      moduleRequest ? [importOf(moduleRequest.value, [{ importName, isType }])] : [],
    ),
  );
  const imports = staticImports.map(({ moduleRequest, entries }) => importOf(moduleRequest.value, entries));
  return [...imports, ...reexports, ...withinExpressions(parsed.program, text)];
}

const known = new Map<string, readonly Import[]>();

/** The same for a file by its absolute path; each is read once. */
export function importsOf(path: string): readonly Import[] {
  const found = known.get(path) ?? importsIn(path, readFileSync(path, 'utf8'));
  known.set(path, found);
  return found;
}

interface Entry {
  readonly importName: { readonly kind: string; readonly name: string | null };
  readonly isType: boolean;
}

function importOf(from: string, entries: readonly Entry[]): Import {
  const values = entries.filter(({ isType }) => !isType);
  return {
    from,
    names: values.flatMap(({ importName }) =>
      importName.kind === 'Name' && importName.name !== null ? [importName.name] : [],
    ),
    typeOnly: entries.length > 0 && values.length === 0,
  };
}

function withinExpressions(program: ReturnType<typeof parseSync>['program'], text: string): readonly Import[] {
  // Few modules have any, and searching the whole syntax tree takes time.
  if (!/\bimport\s*\(/.test(text)) return [];
  const found: Import[] = [];
  const add =
    (typeOnly: boolean) =>
    ({ source }: { readonly source: { readonly type: string; readonly value?: unknown } }) => {
      if (typeof source.value === 'string') found.push({ from: source.value, names: [], typeOnly });
    };
  new Visitor({ ImportExpression: add(false), TSImportType: add(true) }).visit(program);
  return found;
}
