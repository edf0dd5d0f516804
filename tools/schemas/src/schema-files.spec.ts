import { readdir, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { schemaFiles } from './schema-files.ts';

describe('the JSON Schemas of the plugins and the docs', () => {
  it('are what npm run docs writes', async () => {
    for (const { path, text } of await schemaFiles()) {
      expect({ path, text: await readFile(path, 'utf8') }).toEqual({ path, text });
    }
  });
});

interface ResultSchema {
  readonly properties: { readonly schema: { readonly const: string } };
  readonly required: readonly string[];
  readonly additionalProperties: boolean;
}

describe('the schemas in docs/schemas', () => {
  const folder = new URL('../../../docs/schemas/', import.meta.url);

  it('name themselves with a version and allow no other fields', async () => {
    const files = await readdir(folder);
    expect(files.length).toBeGreaterThan(10);
    for (const file of files) {
      const schema = JSON.parse(await readFile(new URL(file, folder), 'utf8')) as ResultSchema;
      const [name = ''] = file.split('.');
      expect(schema.properties.schema.const).toMatch(new RegExp(`^layerkit/${name}/\\d+$`));
      expect(schema.required).toContain('schema');
      expect(schema.additionalProperties).toBe(false);
    }
  });

  it('are all generated', async () => {
    const made = (await schemaFiles())
      .map(({ path }) => path)
      .filter((path) => path.includes('docs/schemas'));
    expect(made.map((path) => basename(path)).toSorted()).toEqual((await readdir(folder)).toSorted());
  });
});
