import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pipInstall } from './pip.mjs';

/** The Python versions that awslambdaric has wheels for. */
export const clientVersions = ['3.10', '3.11', '3.12', '3.13', '3.14', '3.15'];

/**
 * Adds `runtime-client`: one folder with the packages that Lambda's runtimes have, for every Python version: the AWS SDK,
 * and awslambdaric with its dependencies. The names of compiled modules contain the version, so that all of them can
 * be in one folder. The SDK has no compiled modules.
 * @param {string} environment folder of a virtual environment
 * @param {{ client: string, sdk: string }} requirements
 */
export const addRuntimeClient = async (environment, { client, sdk }) => {
  if (!hasGlibc()) {
    console.log('  awslambdaric has no wheels for this system, so functions can’t be invoked on this host.');
    return;
  }
  const folder = join(environment, 'runtime-client');
  await pipInstall(environment, sdk, ['--target', folder]);
  for (const version of clientVersions) {
    const part = join(environment, `runtime-client-${version}`);
    await pipInstall(environment, client, ['--target', part, '--python-version', version]);
    cpSync(part, folder, { recursive: true });
    rmSync(part, { recursive: true });
  }
  // The programs of packages, which the runtimes don’t have
  rmSync(join(folder, 'bin'), { recursive: true, force: true });
};

const hasGlibc = () => {
  const { header } = /** @type {{ header: { glibcVersionRuntime?: string } }} */ (process.report.getReport());
  return process.platform === 'linux' && header.glibcVersionRuntime !== undefined;
};
