import {
  chmodSync,
  lstatSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { temporaryDirectory, writeTree } from '@layerkit/testing-files';
import { mergeDirectories } from './merge-directories.ts';

describe('mergeDirectories', () => {
  const directory = temporaryDirectory();
  const merged = join(directory, 'merged');

  beforeAll(async () => {
    const first = await writeTree(join(directory, 'first'), {
      'both/one': 'first',
      'both/same': 'first',
      'file-then-folder': 'first',
      'folder-then-file/inside': 'first',
    });
    const second = await writeTree(join(directory, 'second'), {
      'both/two': 'second',
      'both/same': 'second',
      'file-then-folder/inside': 'second',
      'folder-then-file': 'second',
    });
    symlinkSync('both/two', join(second, 'link'));
    chmodSync(join(second, 'both/two'), 0o755);
    await mergeDirectories([first, second], merged);
  });

  const read = (path: string): string => readFileSync(join(merged, path), 'utf8');

  it('folders are merged, and a later file replaces an earlier one', () => {
    expect(readdirSync(join(merged, 'both'))).toEqual(['one', 'same', 'two']);
    expect([read('both/one'), read('both/same'), read('both/two')]).toEqual(['first', 'second', 'second']);
  });

  it('a file replaces an earlier folder, and a folder an earlier file', () => {
    expect([read('file-then-folder/inside'), read('folder-then-file')]).toEqual(['second', 'second']);
  });

  it('permissions and symbolic links are kept', () => {
    expect(lstatSync(join(merged, 'both/two')).mode & 0o777).toBe(0o755);
    expect(readlinkSync(join(merged, 'link'))).toBe('both/two');
  });

  it('a change to the copy does not reach the original', () => {
    writeFileSync(join(merged, 'both/one'), 'changed');
    expect(readFileSync(join(directory, 'first/both/one'), 'utf8')).toBe('first');
  });
});
