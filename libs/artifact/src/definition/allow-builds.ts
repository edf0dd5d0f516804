import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFile } from '@layerkit/temporary-files';

/** Sets `allowBuild` in the `layer.json` of a project. The other fields keep their values and their order. */
export const writeAllowBuild = async (projectRoot: string, names: readonly string[]): Promise<void> => {
  const { applyEdits, modify } = await import('jsonc-parser');
  const path = join(projectRoot, 'layer.json');
  const text = await readFile(path, 'utf8');
  const formattingOptions = { insertSpaces: !text.includes('\n\t'), tabSize: 2 };
  await replaceFile(path, applyEdits(text, modify(text, ['allowBuild'], names, { formattingOptions })));
};
