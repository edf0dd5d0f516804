import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface RealWheels {
  /** Platform tags; without their machine if `machine` is given. */
  readonly platforms: readonly string[];
  /** `numpy==2.3.4` */
  readonly pins: readonly string[];
}

/**
 * Downloads wheels for CPython 3.12 from the index that pip is configured for.
 * @returns the paths of the wheels in the folder
 */
export const fetchWheels = async (
  folder: string,
  { platforms, pins }: RealWheels,
): Promise<readonly string[]> => {
  const command = process.platform === 'win32' ? 'python' : 'python3';
  await run(command, [
    ...['-m', 'pip', 'download', '--quiet', '--disable-pip-version-check', '--no-deps'],
    ...['--only-binary', ':all:', '--python-version', '3.12', '--implementation', 'cp', '--dest', folder],
    ...platforms.flatMap((platform) => ['--platform', platform]),
    ...pins,
  ]);
  const names = await readdir(folder);
  return names.filter((name) => name.endsWith('.whl')).map((name) => join(folder, name));
};
