import { link, mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Target } from '@layerkit/platform-resolution';
import { runtimeFacts } from '@layerkit/platform-resolution/runtimes';
import { compatibilityTags } from '@layerkit/platform-resolution/tags';
import { execa } from 'execa';

export interface PipInstall {
  readonly target: Target;
  /** The lock file, which pip reads as a requirements file with hashes. */
  readonly lock: string;
  /** The locked wheels. pip has no other source. */
  readonly wheels: readonly { readonly fileName: string; readonly path: string }[];
  /** An empty folder. */
  readonly scratch: string;
}

/** Runs `pip install --target` with a lock for a target, using python3's pip, and returns the folder. */
export const pipInstall = async ({ target, lock, wheels, scratch }: PipInstall): Promise<string> => {
  const links = join(scratch, 'wheels');
  const directory = join(scratch, 'tree');
  await mkdir(links);
  for (const { fileName, path } of wheels)
    await link(path, join(links, fileName)).catch(() => symlink(path, join(links, fileName)));
  const platforms = new Set(compatibilityTags(target).map(({ platform }) => platform));
  await execa('python3', [
    ...['-m', 'pip', '--isolated', 'install', '--quiet', '--target', directory, '--no-deps', '--no-compile'],
    ...['--require-hashes', '--requirement', lock, '--no-index', '--find-links', links],
    // pip compares Requires-Python with its own Python, whatever --python-version says
    ...['--only-binary', ':all:', '--implementation', 'cp', '--ignore-requires-python'],
    ...['--python-version', runtimeFacts(target.runtime).pythonVersion],
    ...[...platforms].filter((platform) => platform !== 'any').flatMap((name) => ['--platform', name]),
  ]);
  return directory;
};
