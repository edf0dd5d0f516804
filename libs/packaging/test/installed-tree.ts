import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { testEnvironment } from './test-environment.ts';

const run = promisify(execFile);
const command = process.platform === 'win32' ? 'python' : 'python3';

/** What pip makes of real packages, for python3.12/x86_64, at `python/` of a folder. */
export const installTree = async (folder: string, ...requirements: readonly string[]): Promise<string> => {
  const target = join(folder, 'python');
  await run(
    command,
    [
      ...['-m', 'pip', 'install', '--quiet', '--no-compile', '--target', target],
      ...['--only-binary', ':all:', '--implementation', 'cp', '--python-version', '3.12', '--abi', 'cp312'],
      ...['2_34', '2_28', '2_17'].flatMap((glibc) => ['--platform', `manylinux_${glibc}_x86_64`]),
      ...['--platform', 'manylinux2014_x86_64', ...requirements],
    ],
    { env: testEnvironment(), maxBuffer: 1 << 26 },
  );
  return target;
};

/** Zips `python/` of a folder, as `zip -r` does, less what the pattern (a Python one) finds. */
export const zipTree = async (folder: string, without = '(?!)'): Promise<string> => {
  const path = join(folder, 'tree.zip');
  await run(command, ['-c', zipScript, folder, path, without]);
  return path;
};

const zipScript = `
import os, re, sys, zipfile
folder, path, without = sys.argv[1:]
with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as z:
    for at, _, names in os.walk(os.path.join(folder, "python")):
        for name in names:
            file = os.path.join(at, name)
            inside = os.path.relpath(file, folder).replace(os.sep, "/")
            if not re.search(without, inside):
                z.write(file, inside)
`;
