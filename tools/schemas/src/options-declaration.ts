/** What of an option’s schema decides its type. */
export interface Option {
  readonly type: string | readonly string[];
  /** The only values there are. */
  readonly enum?: readonly string[];
}

export interface OptionsSchema {
  readonly properties: Readonly<Record<string, Option>>;
  readonly required?: readonly string[];
}

/**
 * Returns the TypeScript declaration of the options that a schema.json describes. An option that can be left
 * out can be undefined too, so that an executor can pass it on as it is.
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
