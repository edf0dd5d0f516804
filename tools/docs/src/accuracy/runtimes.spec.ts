import { readFile } from 'node:fs/promises';
import { defaultTarget } from '@layerkit/platform-resolution';
import { glibcByRuntime } from '@layerkit/platform-resolution/runtimes';
import { workspaceRoot } from '../reference/reference-files.ts';
import { readPages } from './pages.ts';

/**
 * Match what a page says about the default runtime: the option of a generator, and the fallback of
 * from-existing.
 */
const ofDefault = [/^\| `--runtime` .*?`(python3\.\d+)`/gm, /layer\s+is\s+for\s+(python3\.\d+)/g];

const textOf = async (path: string): Promise<string> => readFile(new URL(path, workspaceRoot), 'utf8');

it('every page that names the default runtime names the right one', async () => {
  const named = await Promise.all(
    (await readPages()).map(async ({ path }) => {
      const text = await textOf(path);
      return ofDefault.flatMap((pattern) =>
        [...text.matchAll(pattern)].map(([, runtime]) => ({ path, runtime })),
      );
    }),
  );
  expect(new Set(named.flat().map(({ path }) => path)).size).toBeGreaterThan(3);
  expect(named.flat().filter(({ runtime }) => runtime !== defaultTarget.runtime)).toEqual([]);
});

it('docs/findings.md says which runtimes have which glibc', async () => {
  expect((await textOf('docs/findings.md')).replaceAll(/\s+/g, ' ')).toContain(glibcByRuntime());
});
