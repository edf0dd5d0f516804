import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pipInstall } from './pip.mjs';

/** The Python versions that awslambdaric has wheels for. */
export const clientVersions = ['3.10', '3.11', '3.12', '3.13', '3.14', '3.15'];

/**
 * Adds `runtime-client`: one folder with awslambdaric and its dependencies for every Python version. The names
 * of compiled modules contain the version, so that all of them can be in one folder.
 * @param {string} environment folder of a virtual environment
 * @param {string} requirements
 */
export const addRuntimeClient = async (environment, requirements) => {
  if (!hasGlibc()) {
    console.log('  awslambdaric has no wheels for this system, so functions can’t be invoked on this host.');
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
