import { z } from 'zod';

/** The fields that a schema allows at a path, of all shapes it allows there. */
export const knownFields = (schema: z.ZodType, path: readonly PropertyKey[]): readonly string[] => {
  let at: readonly Shape[] = [z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape];
  for (const step of path) at = at.flatMap(shapesOf).flatMap((shape) => below(shape, step));
  return [...new Set(at.flatMap(shapesOf).flatMap(({ properties = {} }) => Object.keys(properties)))].filter(
    (name) => !name.startsWith('$'),
  );
};

/** The little of JSON Schema that says what stands where. */
interface Shape {
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape;
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
}

const shapesOf = (shape: Shape): readonly Shape[] => {
  const { anyOf = [], oneOf = [] } = shape;
  return [shape, ...[...anyOf, ...oneOf].flatMap(shapesOf)];
};

const below = ({ properties, items }: Shape, step: PropertyKey): readonly Shape[] => {
  const found = typeof step === 'number' ? items : properties?.[String(step)];
  return found === undefined ? [] : [found];
};
