import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const libs = fileURLToPath(new URL('../../../libs/', import.meta.url));

interface Executors {
  readonly executors: Readonly<Record<string, Record<'implementation' | 'schema' | 'description', string>>>;
}

interface OptionsSchema {
  readonly title: string;
  readonly description: string;
  readonly additionalProperties: boolean;
  readonly properties: Readonly<
    Record<string, { readonly description?: string; readonly examples?: unknown[] }>
  >;
}

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

const executors = ['layer', 'lambda'].flatMap((plugin) =>
  Object.entries((readJson(`${libs}${plugin}/executors.json`) as Executors).executors).map(
    ([name, executor]) => ({
      title: `@layerkit/${plugin}:${name}`,
      folder: `${libs}${plugin}/`,
      ...executor,
    }),
  ),
);

describe.each(executors)('$title', ({ title, folder, implementation, schema, description }) => {
  const options = readJson(folder + schema) as OptionsSchema;

  it('has its implementation, and one description of itself', () => {
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
});
