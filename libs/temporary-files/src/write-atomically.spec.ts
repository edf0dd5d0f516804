import { readdirSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryDirectory } from '@layerkit/testing-files';
import { replaceFile, writeAtomically } from './write-atomically.ts';

const directory = temporaryDirectory();
const path = join(directory, 'file.json');

it('a write that fails leaves the previous content and no other file', async () => {
  writeFileSync(path, 'before');
  const failure = new Error('the disk is full');
  const write = (fd: number): never => {
    writeSync(fd, 'half');
    throw failure;
  };
  await expect(writeAtomically(path, write)).rejects.toBe(failure);
  expect(readFileSync(path, 'utf8')).toBe('before');
  expect(readdirSync(directory)).toEqual(['file.json']);
});

it('of concurrent writes, one wins completely', async () => {
  const texts = Array.from({ length: 8 }, (_, at) => String(at).repeat(100_000));
  await Promise.all(texts.map((text, at) => replaceFile(path, text, { flush: at % 2 === 0 })));
  expect(texts).toContain(readFileSync(path, 'utf8'));
  expect(readdirSync(directory)).toEqual(['file.json']);
});
