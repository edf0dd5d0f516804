import { z } from 'zod';

type Shape = z.core.JSONSchema.BaseSchema;

/** The fields that a schema allows at a path, of all shapes it allows there. */
export const knownFields = (schema: z.ZodType, path: readonly PropertyKey[]): readonly string[] => {
  let at: readonly Shape[] = [z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })];
  for (const step of path) at = at.flatMap(shapesOf).flatMap((shape) => below(shape, step));
  const names = at.flatMap(shapesOf).flatMap(({ properties = {} }) => Object.keys(properties));
  return [...new Set(names)].filter((name) => !name.startsWith('$'));
};

const shapesOf = (shape: Shape): readonly Shape[] => {
  const { anyOf = [], oneOf = [] } = shape;
  return [shape, ...[...anyOf, ...oneOf].filter(isShape).flatMap(shapesOf)];
};

const below = ({ properties, items }: Shape, step: PropertyKey): readonly Shape[] =>
  [typeof step === 'number' ? items : properties?.[String(step)]].flat().filter(isShape);

/** JSON Schema has true and false for “anything” and “nothing”. */
const isShape = (schema: Shape | boolean | undefined): schema is Shape => typeof schema === 'object';
