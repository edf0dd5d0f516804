import { join } from 'node:path';
import { mergeDirectories } from '../archive/merge-directories.ts';
import { findExecutables } from '../host/find-executable.ts';
import type { EnvironmentPaths, PrepareIsolation } from './isolation.ts';

/** No root of its own: the same folders at other paths, told to Python and the function by variables. */
export const prepareRelocated: PrepareIsolation = async (layout) => {
  const { scratch, interpreter } = layout;
  const paths: EnvironmentPaths = {
    opt: await folder(layout.layers, scratch, 'opt'),
    task: await folder(layout.task === undefined ? [] : [layout.task], scratch, 'task'),
    runtime: await folder(layout.runtime, scratch, 'runtime'),
    tmp: layout.tmp,
    lang: interpreter.prefix,
  };
  const [setpriv] = findExecutables('setpriv', '/usr/bin:/bin');
  const dyingWithParent = setpriv === undefined ? [] : [setpriv, '--pdeathsig', 'KILL'];
  return {
    kind: 'relocated',
    paths,
    limitations,
    python: interpreter.path,
    supervisors: 0,
    launch: ({ command, env, cwd }) => {
      const [file = '', ...args] = [...dyingWithParent, ...command];
      return { file, args, cwd, env: { ...env, _LAYERKIT_OPT: paths.opt, TMPDIR: paths.tmp } };
    },
  };
};

/**
 * A folder that shows the sources merged: a copy, since nothing here keeps the code from changing what others
 * share; unless the only source is the environment’s own.
 */
const folder = async (sources: readonly string[], scratch: string, name: string): Promise<string> => {
  const [only] = sources;
  if (only?.startsWith(`${scratch}/`) === true && sources.length === 1) return only;
  const merged = join(scratch, name);
  await mergeDirectories(sources, merged);
  return merged;
};

const limitations = [
  'the system’s libraries are this host’s, not Amazon Linux’s',
  '/opt, /var/task and /var/runtime are other folders; code that names them by these paths does not find them',
  'layers and code are not read-only, and the host’s files and processes can be seen',
  'an interpreter that the code itself starts can import what is installed beside it',
];
