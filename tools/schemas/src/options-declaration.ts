/** The fields of an option’s schema that decide its type. */
export interface Option {
  readonly type: string | readonly string[];
  /** All allowed values. */
  readonly enum?: readonly string[];
}

export interface OptionsSchema {
  readonly properties: Readonly<Record<string, Option>>;
  readonly required?: readonly string[];
}

/**
 * Returns the TypeScript declaration of the options that a schema.json describes. An optional option may also
 * be undefined, so that an executor can pass it on unchanged.
 */
export const optionsDeclaration = (
  typeName: string,
  { properties, required = [] }: OptionsSchema,
): string => {
  const members = Object.entries(properties).map(([name, option]) =>
    required.includes(name)
      ? `readonly ${name}: ${typeOf(option)};`
      : `readonly ${name}?: ${typeOf(option)} | undefined;`,
  );
  const declaration =
    members.length === 0
      ? `export type ${typeName} = Readonly<Record<string, never>>;`
      : `export interface ${typeName} {\n${members.join('\n')}\n}`;
  return `// Made from schema.json by npm run schemas\n${declaration}\n`;
};

const typeOf = ({ type, enum: values }: Option): string =>
  values?.map((value) => JSON.stringify(value)).join(' | ') ??
  [type]
    .flat()
    .map((name) => (name === 'integer' ? 'number' : name))
    .join(' | ');
