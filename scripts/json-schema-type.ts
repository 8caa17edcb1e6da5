/** What a JSON Schema says of one value, as far as the API's inputs use it. */
export interface JsonSchema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly default?: unknown;
  readonly format?: string;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly maxItems?: number;
  readonly description?: string;
}

/** A schema as TypeScript would write its type, with what it limits in words: `string`, up to 200 characters. */
export function typeOf(schema: JsonSchema): string {
  const { type, items, maxItems } = schema;
  const anyOf = schema.anyOf ?? schema.oneOf;
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``;
  if (schema.enum) return schema.enum.map((value) => `\`${JSON.stringify(value)}\``).join(' \\| ');
  if (anyOf) return anyOf.map(typeOf).join(' \\| ');
  if (type === 'array' && items) return `array of ${typeOf(items)}${maxItems ? `; at most ${grouped(maxItems)}` : ''}`;
  if (type === 'object') return `object: ${fieldsOf(schema).map(inOneLine).join(', ')}`;
  return [`\`${type ?? 'any'}\``, ...limitsOf(schema)].join(', ');
}

interface Field {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly required: boolean;
}

/** The fields of an object. */
export function fieldsOf({ properties = {}, required = [] }: JsonSchema): Field[] {
  return Object.entries(properties).map(([name, schema]) => ({ name, schema, required: required.includes(name) }));
}

function inOneLine({ name, schema, required }: Field): string {
  return `\`${name}${required ? '' : '?'}\` ${typeOf(schema)}`;
}

function limitsOf({ type, description, format, maxLength, minimum, exclusiveMinimum, maximum }: JsonSchema): string[] {
  const least = minimum ?? (exclusiveMinimum === undefined ? undefined : exclusiveMinimum + 1);
  // Zod names the largest safe integer for every integer.
  const most = maximum === Number.MAX_SAFE_INTEGER ? undefined : maximum;
  const range = least !== undefined && most !== undefined ? `${grouped(least)} to ${grouped(most)}` : undefined;
  return [
    description,
    format,
    maxLength === undefined ? undefined : `up to ${grouped(maxLength)} characters`,
    range ?? (type === 'integer' && least !== undefined && least > 0 ? `from ${grouped(least)}` : undefined),
  ].filter((limit) => limit !== undefined);
}

const grouped = (value: number) => value.toLocaleString('en');
