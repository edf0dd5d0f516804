import { uvEnvironment } from './uv-environment.ts';

/** The earliest date a zip can hold, in seconds. */
const earliestZipDate = '315532800';

/**
 * The environment in which code of a package's build runs: uv's, with what would get into a wheel fixed
 * (reproducible-builds.org, SOURCE_DATE_EPOCH), and without the machine’s credentials, as far as their names tell: those
 * for AWS, a CI provider or Nx’s remote cache are none of its business. Those for package indexes uv itself has need of.
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

/** GitHub’s files for later steps are as good as credentials; npm hands its configuration on to what it starts. */
const localeOrProvider = /^(?:LC_|LANG|AWS_|NX_|ACTIONS_|GITHUB_|CI_JOB_|npm_)/i;
const secret = /TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIAL|JWT|PRIVATE_?KEY|ACCESS_?KEY|API_?KEY/i;
