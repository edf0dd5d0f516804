import { writeFile } from 'node:fs/promises';
import { schemaFiles } from './schema-files.ts';

// Writes what is made from schemas and tables: JSON Schemas, executors.json, the types of options.
for (const { path, text } of await schemaFiles()) {
  await writeFile(path, text);
  console.log(path);
}
