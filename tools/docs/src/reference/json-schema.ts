import { readFile } from 'node:fs/promises';

/** What the schemas of this workspace use of JSON Schema, and of Nx’s additions to it. */
export interface JsonSchema {
  readonly title?: string;
  readonly description?: string | undefined;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  /** Where Nx takes an option from that is not named: `argv` with the index among the arguments. */
  readonly $default?: { readonly $source: string; readonly index?: number };
  /** What Nx asks for where an option is not given. */
  readonly 'x-prompt'?: unknown;
}

/** Reads a JSON file of this workspace, which its own tests hold to its form. */
export const readJson = async <T>(file: URL): Promise<T> =>
  // eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- our own files
  JSON.parse(await readFile(file, 'utf8')) as T;

/** The shapes that a value may have: the schema’s alternatives, else itself alone. */
export const shapesOf = (schema: JsonSchema): readonly JsonSchema[] => {
  const alternatives = schema.anyOf ?? schema.oneOf;
  return alternatives === undefined ? [schema] : alternatives.flatMap(shapesOf);
};
