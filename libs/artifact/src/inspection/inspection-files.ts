import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const kinds = ['json', 'html'] as const;

/** Writes a form of an inspection next to the zip that it is about. Returns the path of the file. */
export const writeInspectionFile = async (
  directory: string,
  kind: (typeof kinds)[number],
  text: string,
): Promise<string> => {
  const path = join(directory, `inspection.${kind}`);
  await writeFile(path, `${text}\n`);
  return path;
};

/** Deletes the files of an earlier inspection. */
export const forgetInspection = async (directory: string): Promise<void> => {
  for (const kind of kinds) await rm(join(directory, `inspection.${kind}`), { force: true });
};
