import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const python = process.platform === 'win32' ? 'python' : 'python3';
const requirements = join(import.meta.dirname, '../boto3/requirements.txt');
const cache = join(import.meta.dirname, '../../../../.layerkit/test-packages');

/**
 * Returns a folder with boto3. The first run downloads it from the package index, and later runs reuse it.
 * @throws if the folder is missing and the index can't be reached
 */
export const bringBoto3 = async (): Promise<string> => {
  const digest = createHash('sha256')
    .update(await readFile(requirements))
    .digest('hex');
  const folder = join(cache, `boto3-${digest.slice(0, 12)}`);
  if (existsSync(folder)) return folder;
  const unfinished = join(cache, `unfinished-${randomUUID()}`);
  await mkdir(cache, { recursive: true });
  try {
    const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--target', unfinished];
    await run(python, [...pip, '--requirement', requirements]);
    await rename(unfinished, folder).catch(() => undefined);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  return folder;
};

const noFiles = { AWS_CONFIG_FILE: devNull, AWS_SHARED_CREDENTIALS_FILE: devNull };

/** Runs a program with boto3, without variables of this process that could point it to another AWS. */
export const runWithBoto3 = async (
  program: string,
  env: Readonly<Record<string, string>>,
): Promise<string> => {
  const needed = ['PATH', 'SystemRoot', 'PYENV_VERSION', 'HOME', 'LANG'];
  const kept = needed.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]));
  const { stdout } = await run(python, [program], {
    env: {
      ...Object.fromEntries(kept),
      PYTHONPATH: await bringBoto3(),
      NO_PROXY: '127.0.0.1',
      ...noFiles,
      ...env,
    },
  });
  return stdout;
};
