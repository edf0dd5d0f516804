import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pipInstall } from './pip.mjs';

/** The Pythons that awslambdaric has wheels for. */
export const clientVersions = ['3.10', '3.11', '3.12', '3.13', '3.14', '3.15'];

/**
 * Adds `runtime-client`: awslambdaric and what it needs in one folder for every Python. Its compiled modules
 * carry their Python’s version in their names, so that they lie side by side.
 * @param {string} environment folder of a virtual environment
 * @param {string} requirements
 */
export const addRuntimeClient = async (environment, requirements) => {
  if (!hasGlibc()) {
    console.log('  awslambdaric has no wheels for this system: functions can’t be invoked locally here.');
    return;
  }
  for (const version of clientVersions) {
    const part = join(environment, `runtime-client-${version}`);
    await pipInstall(environment, requirements, ['--target', part, '--python-version', version]);
    cpSync(part, join(environment, 'runtime-client'), { recursive: true });
    rmSync(part, { recursive: true });
  }
};

const hasGlibc = () => {
  const { header } = /** @type {{ header: { glibcVersionRuntime?: string } }} */ (process.report.getReport());
  return process.platform === 'linux' && header.glibcVersionRuntime !== undefined;
};
