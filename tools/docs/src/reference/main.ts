import { mkdir, rm, writeFile } from 'node:fs/promises';
import { presentReference, referenceFiles, workspaceRoot } from './reference-files.ts';

// Writes docs/reference and deletes pages that are no longer generated.
const files = await referenceFiles();
const wanted = new Set(files.map(({ path }) => path));
for (const path of await presentReference()) if (!wanted.has(path)) await rm(new URL(path, workspaceRoot));
for (const { path, text } of files) {
  const file = new URL(path, workspaceRoot);
  await mkdir(new URL('./', file), { recursive: true });
  await writeFile(file, text);
  console.log(path);
}
