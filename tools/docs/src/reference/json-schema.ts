import { readFile } from 'node:fs/promises';

/** The part of JSON Schema, with Nx’s additions, that the schemas of this workspace use. */
export interface JsonSchema {
  readonly title?: string;
  readonly description?: string | undefined;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[] | undefined;
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[] | undefined;
  readonly oneOf?: readonly JsonSchema[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  /** The positional argument that sets the option: `argv`, with its index. */
  readonly $default?: { readonly $source: string; readonly index?: number };
  /** The question that Nx asks if the option is missing. */
  readonly 'x-prompt'?: unknown;
}

/** Reads a JSON file of this workspace. Other tests check its form. */
export const readJson = async <T>(file: URL): Promise<T> =>
  // eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- our own files
  JSON.parse(await readFile(file, 'utf8')) as T;

/**
 * Returns the alternatives of a schema, or the schema itself if it has none. If they only say which of its own fields are
 * required, those of the first one are.
 */
export const shapesOf = (schema: JsonSchema): readonly JsonSchema[] => {
  if (schema.properties !== undefined && schema.anyOf !== undefined)
    return [{ ...schema, anyOf: undefined, required: schema.anyOf[0]?.required ?? [] }];
  const alternatives = schema.anyOf ?? schema.oneOf;
  return alternatives === undefined ? [schema] : alternatives.flatMap(shapesOf);
};
