import { join } from 'node:path';
import type { EnvironmentPaths } from '../isolation/isolation.ts';

/** The variables that every Lambda environment has, for these paths (recorded on AWS). */
export const baseVariables = ({ task, opt, runtime, lang }: EnvironmentPaths): Record<string, string> => ({
  LANG: 'en_US.UTF-8',
  LAMBDA_RUNTIME_DIR: runtime,
  LAMBDA_TASK_ROOT: task,
  LD_LIBRARY_PATH: [
    ...[join(lang, 'lib'), '/lib64', '/usr/lib64', runtime, join(runtime, 'lib')],
    ...[task, join(task, 'lib'), join(opt, 'lib')],
  ].join(':'),
  PATH: [join(lang, 'bin'), '/usr/local/bin', '/usr/bin/', '/bin', join(opt, 'bin')].join(':'),
  PWD: task,
  SHLVL: '0',
  TZ: ':UTC',
});
