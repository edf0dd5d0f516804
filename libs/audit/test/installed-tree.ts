import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parseTarget } from '@layerkit/platform-resolution';
import { uvPlatform } from '@layerkit/platform-resolution/tags';
import { testEnvironment } from '@layerkit/testing-packages';

const run = promisify(execFile);
const command = process.platform === 'win32' ? 'python' : 'python3';

/** Installs real packages for python3.12/x86_64 with uv, to `python/` in a folder. Returns that path. */
export const installTree = async (folder: string, ...requirements: readonly string[]): Promise<string> => {
  const target = join(folder, 'python');
  const env = testEnvironment({ UV_PYTHON_DOWNLOADS: 'never' });
  await run(
    env['LAYERKIT_UV'] ?? 'uv',
    [
      ...['pip', 'install', '--quiet', '--link-mode', 'copy', '--python', command, '--target', target],
      ...['--only-binary', ':all:', '--python-version', '3.12'],
      ...['--python-platform', uvPlatform(parseTarget('python3.12/x86_64')), ...requirements],
    ],
    { env, maxBuffer: 1 << 26 },
  );
  return target;
};

/** Zips `python/` in a folder as `zip -r` does, without the paths that a Python pattern matches. */
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
