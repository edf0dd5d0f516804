import { writeFile } from 'node:fs/promises';
import { schemaFiles } from './schema-files.ts';

// Writes the generated files: JSON Schemas, executors.json and the types of options.
for (const { path, text } of await schemaFiles()) {
  await writeFile(path, text);
  console.log(path);
}
