import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const libs = fileURLToPath(new URL('../../../libs/', import.meta.url));

type Entries = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The field that names the module of an executor, and of a generator. */
const files = { executors: 'implementation', generators: 'factory' } as const;

interface OptionsSchema {
  readonly title: string;
  readonly description: string;
  readonly additionalProperties: boolean;
  readonly required?: readonly string[];
  readonly properties: Readonly<Record<string, Option>>;
}

interface Option {
  readonly type: string | readonly string[];
  readonly description?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  /** All allowed values. */
  readonly enum?: readonly string[];
}

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

const entries = ['layer', 'lambda'].flatMap((plugin) =>
  (['executors', 'generators'] as const).flatMap((kind) => {
    const listed = readJson(`${libs}${plugin}/${kind}.json`) as Readonly<Record<typeof kind, Entries>>;
    return Object.entries(listed[kind]).map(([name, { schema = '', description = '', ...entry }]) => ({
      title: `@layerkit/${plugin}:${name}`,
      folder: `${libs}${plugin}/`,
      implementation: entry[files[kind]] ?? '',
      schema,
      description,
    }));
  }),
);

/**
 * Returns the members of the only interface in a declaration file, such as `name?: type`, as TypeScript reads
 * them.
 */
const declaredIn = (path: string): readonly string[] => {
  const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ESNext);
  const [declaration] = file.statements.filter(ts.isInterfaceDeclaration);
  return [...(declaration?.members ?? [])].map((member) => {
    if (!ts.isPropertySignature(member)) return member.getText(file);
    const optional = member.questionToken === undefined ? '' : '?';
    return `${member.name.getText(file)}${optional}: ${member.type?.getText(file) ?? ''}`;
  });
};

const typeScriptNames: Readonly<Record<string, string>> = { integer: 'number' };

const typesOf = ({ type }: Option): readonly string[] =>
  [type].flat().map((name) => typeScriptNames[name] ?? name);

const typeOf = (option: Option): string =>
  option.enum?.map((value) => `'${value}'`).join(' | ') ?? typesOf(option).join(' | ');

describe.each(entries)('$title', ({ title, folder, implementation, schema, description }) => {
  const options = readJson(folder + schema) as OptionsSchema;

  it('has an implementation, and the same description in both files', () => {
    expect(existsSync(`${folder}${implementation}.ts`)).toBe(true);
    expect(options).toMatchObject({ title, additionalProperties: false });
    expect(options.description.startsWith(description)).toBe(true);
  });

  it('describes every option, with examples', () => {
    for (const [name, option] of Object.entries(options.properties)) {
      expect({ name, ...option }).toMatchObject({ description: expect.stringMatching(/\.$/) as unknown });
      expect({ name, examples: option.examples?.length ?? 0 }).not.toEqual({ name, examples: 0 });
    }
  });

  it('has examples and defaults of the declared types', () => {
    for (const [name, option] of Object.entries(options.properties)) {
      const values = [...(option.examples ?? []), ...('default' in option ? [option.default] : [])];
      const strange = values.filter((value) => !typesOf(option).includes(typeof value));
      expect({ name, strange }).toEqual({ name, strange: [] });
      const choices: readonly unknown[] = option.enum ?? values;
      expect({ name, others: values.filter((value) => !choices.includes(value)) }).toEqual({
        name,
        others: [],
      });
    }
  });

  it('declares exactly its options to TypeScript', () => {
    const wanted = Object.entries(options.properties).map(([name, option]) => {
      const type = typeOf(option);
      return options.required?.includes(name) === true ? `${name}: ${type}` : `${name}?: ${type} | undefined`;
    });
    const declaration = folder + schema.replace(/\.json$/, '.d.ts');
    expect(existsSync(declaration) ? declaredIn(declaration) : []).toEqual(wanted);
  });
});

it('docs/generators.md names every generator, and every option of each', () => {
  const page = readFileSync(`${libs}../docs/generators.md`, 'utf8');
  const sections = new Map(page.split(/^## /m).map((section) => [section.split('\n')[0], section]));
  for (const { title, folder, schema } of entries.filter((entry) => entry.schema.includes('/generators/'))) {
    const { properties } = readJson(folder + schema) as OptionsSchema;
    const unnamed = Object.keys(properties).filter(
      (option) => !new RegExp(`^\\| [^|]*\`--${option}\``, 'm').test(sections.get(title) ?? ''),
    );
    expect({ title, unnamed }).toEqual({ title, unnamed: [] });
  }
});
