import { writeFile } from 'node:fs/promises';
import { schemaFiles } from './schema-files.ts';

// Writes the JSON Schemas that the plugins ship for editors: `npm run schemas`.
for (const { path, text } of await schemaFiles()) {
  await writeFile(path, text);
  console.log(path);
}
