import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { workspaceRoot } from '../workspace/copy-workspace.ts';

/** Returns the block of a page that shows a file: its first line names the language and the file. */
export const blockOf = async (page: string, file: string): Promise<string> => {
  const text = await readFile(join(workspaceRoot, ...page.split('/')), 'utf8');
  const blocks = text.matchAll(/^```\w+ (\S+)\n([^]*?)^```$/gm);
  const block = [...blocks].find(([, name]) => name === file)?.[2];
  if (block === undefined) throw new Error(`${page} has no block for ${file}`);
  return block;
};
