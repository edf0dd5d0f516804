import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';

/** Sets `allowBuild` in the `layer.json` of a project. Everything else in the file stays as it is. */
export const writeAllowBuild = async (projectRoot: string, names: readonly string[]): Promise<void> => {
  const { applyEdits, modify } = await import('jsonc-parser');
  const path = join(projectRoot, 'layer.json');
  const text = await readFile(path, 'utf8');
  const formattingOptions = { insertSpaces: !text.includes('\n\t'), tabSize: 2 };
  await writeFileAtomic(path, applyEdits(text, modify(text, ['allowBuild'], names, { formattingOptions })));
};
