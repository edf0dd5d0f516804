import { readFile } from 'node:fs/promises';
import { schemaFiles } from './schema-files.ts';

describe('the JSON Schemas of the plugins and the docs', () => {
  it('are what npm run schemas would write', async () => {
    for (const { path, text } of await schemaFiles()) {
      expect({ path, text: await readFile(path, 'utf8') }).toEqual({ path, text });
    }
  });
});
