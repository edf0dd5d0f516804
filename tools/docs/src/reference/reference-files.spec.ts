import { readFile } from 'node:fs/promises';
import { definitionJsonSchemas } from '@layerkit/artifact/definition';
import type { JsonSchema } from './json-schema.ts';
import { listFields } from './list-fields.ts';
import { presentReference, referenceFiles, workspaceRoot } from './reference-files.ts';

it('docs/reference has exactly the pages that npm run docs writes', async () => {
  const files = await referenceFiles();
  expect(await presentReference()).toEqual(files.map(({ path }) => path).sort());
  for (const { path, text } of files)
    expect({ path, text: await readFile(new URL(path, workspaceRoot), 'utf8') }).toEqual({ path, text });
});

it.each(Object.entries(definitionJsonSchemas()))('every field of %s.json has a description', (_, schema) => {
  const fields = listFields(schema as JsonSchema);
  const silent = fields.filter((field) => !/[.:]$/.test(field.schema.description ?? ''));
  expect(silent.map(({ path }) => path)).toEqual([]);
  expect(fields.length).toBeGreaterThan(15);
});
