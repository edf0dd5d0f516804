import { join } from 'node:path';
import { run } from './run.mjs';

/**
 * Installs exactly the files of a requirements file with hashes, with the pip of a virtual environment.
 * @param {string} environment folder of the virtual environment
 * @param {string} requirements
 * @param {readonly string[]} [options]
 */
export const pipInstall = (environment, requirements, options = []) => {
  const strictness = ['--require-hashes', '--only-binary', ':all:', '--no-deps', '--no-compile'];
  const quiet = ['--quiet', '--no-input', '--disable-pip-version-check'];
  return run(
    [
      pythonIn(environment),
      '-I',
      '-m',
      'pip',
      'install',
      ...strictness,
      ...quiet,
      ...options,
      '-r',
      requirements,
    ],
    {
      env: pipEnvironment(process.env),
      hint: 'See pip’s message above. To see the index, proxy and certificate settings that it uses, run: pip config list',
    },
  );
};

/** @param {string} environment */
const pythonIn = (environment) =>
  process.platform === 'win32'
    ? join(environment, 'Scripts', 'python.exe')
    : join(environment, 'bin', 'python');

/**
 * The settings by which pip reaches an index. All others in a user’s environment change where and how it
 * installs.
 */
const reach =
  /^PIP_(INDEX_URL|EXTRA_INDEX_URL|FIND_LINKS|NO_INDEX|PROXY|CERT|CLIENT_CERT|TRUSTED_HOST|TIMEOUT|DEFAULT_TIMEOUT|RETRIES|KEYRING_PROVIDER|CACHE_DIR|CONFIG_FILE)$/i;

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export const pipEnvironment = (env) => ({
  ...Object.fromEntries(Object.entries(env).filter(([name]) => !/^PIP_/i.test(name) || reach.test(name))),
  // Overrides `user = true` in a configuration file
  PIP_USER: '0',
});
