import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Finding } from '@layerkit/artifact/finding';
import { rawZip, temporaryFolders } from '@layerkit/testing-files';
import { makeElf } from '@layerkit/testing-packages';

const scratch = temporaryFolders();
const run = promisify(execFile);
const script = join(import.meta.dirname, '..', '..', '..', 'test', 'audit-process.ts');
const mebibyte = 1 << 20;

it('memory does not grow with the size of binaries, wherever their tables are', async () => {
  const path = join(await scratch(), 'layer.zip');
  const content = makeElf({ needed: ['libfar.so.1'], gap: 64 * mebibyte });
  const names = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `python/m/_${name}.abi3.so`);
  const method = (index: number) => (index === 0 ? 0 : 8);
  await writeFile(
    path,
    rawZip(names.map((name, index) => ({ name, content, level: 1, method: method(index) }))),
  );
  const { stdout } = await run(process.execPath, ['--import', 'tsx', script, path]);
  const { findings, grownBytes } = JSON.parse(stdout) as { findings: Finding[]; grownBytes: number };
  expect(findings.map(({ path: found, code }) => [found, code])).toEqual(
    names.map((name) => [name, 'binary/missing-library']),
  );
  // Six files have 384 MiB unpacked.
  expect(grownBytes).toBeLessThan(40 * mebibyte);
}, 120_000);
