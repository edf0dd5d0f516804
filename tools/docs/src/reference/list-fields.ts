import { shapesOf, type JsonSchema } from './json-schema.ts';

export interface Field {
  /** `prune.rules`; `audit.ignore[].code` below the items of a list. */
  readonly path: string;
  readonly schema: JsonSchema;
  readonly required: boolean;
  /** The path of an earlier field that has the same fields below it. */
  readonly as?: string | undefined;
  /** False if only some alternatives of its object have it. */
  readonly always: boolean;
}

/**
 * Lists every field below a schema, each followed by its own fields. A shape that was listed before is not
 * listed again.
 */
export const listFields = (schema: JsonSchema): readonly Field[] => fieldsBelow(schema, '', new Map());

type Listed = Map<string, string>;

const fieldsBelow = (schema: JsonSchema, above: string, listed: Listed): readonly Field[] => {
  const objects = shapesOf(schema).filter(({ properties }) => properties !== undefined);
  const names = [...new Set(objects.flatMap(({ properties = {} }) => Object.keys(properties)))];
  return names.flatMap((name) => {
    const having = objects.filter(({ properties = {} }) => name in properties);
    const field = {
      path: above === '' ? name : `${above}.${name}`,
      schema: oneOf(having.flatMap(({ properties = {} }) => properties[name] ?? [])),
      required: having.every(({ required = [] }) => required.includes(name)),
      always: having.length === objects.length,
    };
    return withInner(field, listed);
  });
};

const withInner = (field: Field, listed: Listed): readonly Field[] => {
  const { path, schema } = field;
  const item = shapesOf(schema).flatMap(({ items }) => items ?? []);
  const inner = [[schema, path] as const, ...item.map((of) => [of, `${path}[]`] as const)];
  const own = inner.filter(([of]) => shapesOf(of).some(({ properties }) => properties !== undefined));
  const before = own.map(([of]) => listed.get(shapeKey(of))).find((found) => found !== undefined);
  if (before !== undefined) return [{ ...field, as: before }];
  for (const [of, at] of own) listed.set(shapeKey(of), at);
  return [field, ...own.flatMap(([of, at]) => fieldsBelow(of, at, listed))];
};

/** Returns the same key for shapes with the same fields, whatever their descriptions say. */
const shapeKey = (schema: JsonSchema): string =>
  JSON.stringify(shapesOf(schema).map(({ properties, required }) => ({ properties, required })));

/** Merges the schemas that several alternatives have under one name. The first one’s description is used. */
const oneOf = (schemas: readonly JsonSchema[]): JsonSchema => {
  const [first = {}, ...others] = schemas;
  if (others.length === 0) return first;
  const { description } = schemas.find((schema) => schema.description !== undefined) ?? {};
  return { description, anyOf: schemas };
};
