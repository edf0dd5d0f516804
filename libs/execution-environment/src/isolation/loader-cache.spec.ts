import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryDirectory } from '@layerkit/testing-files';
import { compareLibraries, loaderCache } from './loader-cache.ts';

const directory = temporaryDirectory();
const ldconfig = '/sbin/ldconfig';
const onGlibc = existsSync(ldconfig) ? it : it.skip;

/** Returns the libraries in a cache, in its order, as ldconfig prints them. */
const print = (...options: readonly string[]): readonly string[] =>
  execFileSync(ldconfig, ['-p', ...options], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(' => '))
    .map((line) => line.trim());

onGlibc('ldconfig reads the cache, which lists the libraries in the order of the loader’s search', () => {
  const paths = ['/usr/lib64/libz.so.1', '/usr/lib64/libfoo-2.0.so.10', '/var/lang/lib/libfoo-2.0.so.9'];
  const file = join(directory, 'ld.so.cache');
  writeFileSync(file, loaderCache(paths));
  const kind = process.arch === 'arm64' ? 'libc6,AArch64' : 'libc6,x86-64';
  expect(print('-C', file)).toEqual([
    `libz.so.1 (${kind}) => /usr/lib64/libz.so.1`,
    `libfoo-2.0.so.10 (${kind}) => /usr/lib64/libfoo-2.0.so.10`,
    `libfoo-2.0.so.9 (${kind}) => /var/lang/lib/libfoo-2.0.so.9`,
  ]);
});

onGlibc('names have the order of this host’s own cache', () => {
  const names = [...new Set(print().map((line) => line.split(' ', 1)[0] ?? ''))];
  expect(names.length).toBeGreaterThan(10);
  expect(names.toSorted((one, other) => compareLibraries(other, one))).toEqual(names);
});
