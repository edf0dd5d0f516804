import { shapesOf, type JsonSchema } from './json-schema.ts';

/**
 * Returns the type of a value in words: `string`, `list of "x86_64" or "arm64"`, `whole number, 128 to 10240`.
 */
export const describeType = (schema: JsonSchema): string =>
  [...new Set(shapesOf(schema).map(describeShape))].join(', or ');

const describeShape = (schema: JsonSchema): string => {
  if (schema.const !== undefined) return code(schema.const);
  if (schema.enum !== undefined) return describeChoice(schema.enum);
  switch (schema.type) {
    case 'array':
      return `list${schema.items === undefined ? '' : ` of ${plural(describeType(schema.items))}`}${countOf(schema)}`;
    case 'object':
      return describeObject(schema);
    case 'integer':
    case 'number':
      return `${schema.type === 'integer' ? 'whole number' : 'number'}${rangeOf(schema)}`;
    case 'string':
      return schema.maxLength === undefined ? 'string' : `string of at most ${schema.maxLength} characters`;
    case undefined:
      return 'any JSON';
    default:
      return schema.type;
  }
};

/** If there are many values, only the first is shown. The schema lists them all. */
const describeChoice = (values: readonly unknown[]): string =>
  values.length > 12
    ? `one of ${values.length} strings, such as ${code(values[0])}`
    : values.map(code).join(' or ');

const describeObject = ({ properties, additionalProperties }: JsonSchema): string =>
  properties === undefined && typeof additionalProperties === 'object'
    ? `object of ${plural(describeType(additionalProperties))}`
    : 'object';

const plural = (type: string): string =>
  /^(?:string|object|number|list)\b/.test(type) ? type.replace(/^\w+/, '$&s') : type;

/** Returns the range of a number. The limits of safe integers, which every integer schema has, are left out. */
const rangeOf = ({ minimum, maximum }: JsonSchema): string => {
  const [low, high] = [minimum, maximum].map((limit) =>
    Number.isSafeInteger(limit) && Math.abs(limit ?? 0) < Number.MAX_SAFE_INTEGER ? limit : undefined,
  );
  if (low !== undefined && high !== undefined) return `, ${low} to ${high}`;
  if (high !== undefined) return `, at most ${high}`;
  return low === undefined || low === 0 ? '' : `, at least ${low}`;
};

const countOf = ({ minItems, maxItems }: JsonSchema): string => {
  if (maxItems !== undefined) return `, at most ${maxItems}`;
  return minItems === undefined ? '' : `, at least ${minItems}`;
};

/** Returns a value as JSON in a code span. */
export const code = (value: unknown): string => `\`${JSON.stringify(value)}\``;
