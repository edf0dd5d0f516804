import { uvEnvironment } from './uv-environment.ts';

/** The earliest date that a zip can store, in seconds. */
const earliestZipDate = '315532800';

/**
 * Returns the environment for the build of a package: uv's environment, with fixed values for everything that can affect
 * a wheel (reproducible-builds.org, SOURCE_DATE_EPOCH), and without credentials, recognized by their names, such as
 * those for AWS, a CI provider or Nx’s remote cache. Credentials for package indexes stay, because uv needs them.
 */
export const buildEnvironment = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(
    Object.entries(uvEnvironment(env)).filter(([name]) => name.startsWith('UV_') || !isDropped(name)),
  ),
  SOURCE_DATE_EPOCH: earliestZipDate,
  PYTHONHASHSEED: '0',
  TZ: 'UTC',
  LC_ALL: 'C.UTF-8',
});

const isDropped = (name: string): boolean => localeOrProvider.test(name) || secret.test(name);

/** GitHub’s files for later steps are as sensitive as credentials, and npm passes its configuration to child processes. */
const localeOrProvider = /^(?:LC_|LANG|AWS_|NX_|ACTIONS_|GITHUB_|CI_JOB_|npm_)/i;
const secret = /TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIAL|JWT|PRIVATE_?KEY|ACCESS_?KEY|API_?KEY/i;
