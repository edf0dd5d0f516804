import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseTarget } from '@layerkit/platform-resolution';
import { rawZip, temporaryFolders, type RawEntry } from '@layerkit/testing-files';
import { readFunctionZip } from './read-function-zip.ts';

const scratch = temporaryFolders();
const target = parseTarget('python3.12/x86_64');

const read = async (entries: readonly RawEntry[]): Promise<Readonly<Record<string, string>>> => {
  const zipPath = join(await scratch(), 'function.zip');
  await writeFile(zipPath, rawZip(entries));
  const files: Record<string, string> = {};
  for await (const { path, content } of readFunctionZip(zipPath, target)) files[path] = content.toString();
  return files;
};

const code = { name: 'app.py', content: 'def handle(event, context):\n    return event\n' };

it('a function’s zip has its files with their content', async () => {
  const files = await read([code, { name: 'data/', content: '' }, { name: 'data/a.json', content: '{}' }]);
  expect(files).toEqual({ 'app.py': code.content, 'data/a.json': '{}' });
});

it.each<[string, RawEntry]>([
  ['a name that leaves the folder', { name: '../evil.py', content: 'x' }],
  ['an absolute path', { name: '/etc/evil', content: 'x' }],
  ['a drive', { name: 'C:/evil.py', content: 'x' }],
  ['a backslash', { name: '..\\evil.py', content: 'x' }],
  ['a link', { name: 'link', content: '/etc', mode: 0o120777 }],
  ['the same name twice', code],
])('a zip with %s is refused before anything is read', async (_what, entry) => {
  await expect(read([code, entry])).rejects.toThrowWithCode('inspect/unreadable');
});
