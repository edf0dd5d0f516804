import { z } from 'zod';

type Shape = z.core.JSONSchema.BaseSchema;

/** Returns the fields that a schema allows at a path, in all shapes that it allows there. */
export const knownFields = (schema: z.ZodType, path: readonly PropertyKey[]): readonly string[] => {
  let at: readonly Shape[] = [shapeOf(schema)];
  for (const step of path) at = at.flatMap(shapesOf).flatMap((shape) => below(shape, step));
  const names = at.flatMap(shapesOf).flatMap(({ properties = {} }) => Object.keys(properties));
  return [...new Set(names)].filter((name) => !name.startsWith('$'));
};

const shapes = new WeakMap<z.ZodType, Shape>();

const shapeOf = (schema: z.ZodType): Shape => {
  const shape = shapes.get(schema) ?? z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  shapes.set(schema, shape);
  return shape;
};

const shapesOf = (shape: Shape): readonly Shape[] => {
  const { anyOf = [], oneOf = [] } = shape;
  return [shape, ...[...anyOf, ...oneOf].filter(isShape).flatMap(shapesOf)];
};

const below = ({ properties, additionalProperties, items }: Shape, step: PropertyKey): readonly Shape[] =>
  [typeof step === 'number' ? items : (properties?.[String(step)] ?? additionalProperties)]
    .flat()
    .filter(isShape);

/** In JSON Schema, a schema can also be true (anything) or false (nothing). */
const isShape = (schema: Shape | boolean | undefined): schema is Shape => typeof schema === 'object';
