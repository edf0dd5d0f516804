import { writeFile } from 'node:fs/promises';
import { schemaFiles } from './schema-files.ts';

// Writes the JSON Schemas: those that the plugins ship for editors, and those of results in docs/schemas.
for (const { path, text } of await schemaFiles()) {
  await writeFile(path, text);
  console.log(path);
}
