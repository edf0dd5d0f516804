import { uvEnvironment } from './uv-environment.ts';

/** The earliest date a zip can hold, in seconds. */
const earliestZipDate = '315532800';

/**
 * The environment in which code of a package's build runs: uv's, with what would get into a wheel fixed
 * (reproducible-builds.org, SOURCE_DATE_EPOCH), and without the credentials for AWS, which are none of its business.
 */
export const buildEnvironment = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(
    Object.entries(uvEnvironment(env)).filter(([name]) => !/^(?:AWS_|LC_|LANG)/i.test(name)),
  ),
  SOURCE_DATE_EPOCH: earliestZipDate,
  PYTHONHASHSEED: '0',
  TZ: 'UTC',
  LC_ALL: 'C.UTF-8',
});
