import {
  type Checker,
  ElementFlags,
  SymbolFlags,
  type TupleType,
  type Type,
  TypeFlags,
  type TypeReference,
} from 'typescript/unstable/sync';

/** A type written out down to what the language itself knows: no name in it has to be imported. */
export function writtenType(type: Type, checker: Checker, path: string, around: readonly Type[] = []): string {
  const write = (inner: Type, name: string) => writtenType(inner, checker, `${path}.${name}`, [...around, type]);
  if (around.includes(type)) throw new Error(`${path} holds itself, which cannot be written out.`);
  if (type.isErrorType()) throw new Error(`${path} has a type that cannot be determined.`);
  if (type.flags & (TypeFlags.Boolean | TypeFlags.TemplateLiteral) || type.isIntrinsicType() || type.isLiteralType())
    return checker.typeToString(type);
  if (type.isUnionType()) return writtenUnion(type.getTypes(), checker, write);
  if (checker.isTupleType(type)) return writtenTuple(type as TypeReference, checker, write);
  if (checker.isArrayType(type)) {
    const [item] = checker.getTypeArguments(type as TypeReference);
    const readonly = type.getSymbol()?.name === 'ReadonlyArray' ? 'readonly ' : '';
    return `${readonly}${inBrackets(write(item!, '[]'))}[]`;
  }
  if (type.isObjectType() || type.isIntersectionType()) return writtenObject(type, checker, path, write);
  throw new Error(`${path} cannot be written out: ${checker.typeToString(type)}`);
}

type Write = (inner: Type, name: string) => string;

/** `true` and `false` are two members of a union that holds `boolean`. */
function writtenUnion(types: readonly Type[], checker: Checker, write: Write): string {
  const texts = [...new Set(types.map((one, index) => write(one, `|${index}`)))];
  const both = texts.includes('true') && texts.includes('false');
  const merged = both ? [...texts.filter((text) => text !== 'true' && text !== 'false'), 'boolean'] : texts;
  return merged.length === 0 ? checker.typeToString(checker.getNeverType()) : merged.join(' | ');
}

function writtenTuple(type: TypeReference, checker: Checker, write: Write): string {
  const { elementFlags, readonly } = type.getTarget() as TupleType;
  const items = checker.getTypeArguments(type).map((item, index) => {
    const text = inBrackets(write(item, String(index)));
    const flags = elementFlags[index]!;
    return flags & ElementFlags.Rest ? `...${text}[]` : flags & ElementFlags.Optional ? `${text}?` : text;
  });
  return `${readonly ? 'readonly ' : ''}[${items.join(', ')}]`;
}

function writtenObject(type: Type, checker: Checker, path: string, write: Write): string {
  const members = checker.getPropertiesOfType(type).map((property) => {
    const value = checker.getTypeOfSymbol(property);
    if (!value || property.flags & SymbolFlags.Method) throw new Error(`${path}.${property.name} is not data.`);
    const optional = property.flags & SymbolFlags.Optional ? '?' : '';
    return `${nameOf(property.name)}${optional}: ${write(value, property.name)};`;
  });
  const indexes = checker
    .getIndexInfosOfType(type)
    .map(({ keyType, valueType }) => `[key: ${checker.typeToString(keyType)}]: ${write(valueType, '[key]')};`);
  return members.length + indexes.length === 0 ? 'Record<string, never>' : `{ ${[...members, ...indexes].join(' ')} }`;
}

export const nameOf = (name: string) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name));

const inBrackets = (text: string) => (/[|&]| => /.test(text) || text.startsWith('readonly ') ? `(${text})` : text);
