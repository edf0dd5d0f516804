import { mkdir, symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { mergeDirectories } from '../unpacking/merge-directories.ts';
import { findExecutables } from '../host/find-executable.ts';
import { nameServiceLibraries } from '../runtime-files/name-service.ts';
import { findRuntimeFiles, type RuntimeFiles } from '../runtime-files/runtime-files.ts';
import { limiting, limitsWithFiles } from './resource-limits.ts';
import type { Interpreter } from '../interpreter/interpreter.ts';
import { ownCodeOf } from './own-code.ts';
import type { EnvironmentPaths, PrepareIsolation } from './isolation.ts';

/** Prepares the folders at other paths, without a separate root. Variables tell Python the paths. */
export const prepareRelocated: PrepareIsolation = async (layout) => {
  const { scratch, interpreter } = layout;
  const paths: EnvironmentPaths = {
    opt: await folder(layout.layers, scratch, 'opt'),
    task: await folder(layout.task === undefined ? [] : [layout.task], scratch, 'task'),
    runtime: await folder(layout.runtime, scratch, 'runtime'),
    tmp: layout.tmp,
    lang: interpreter.prefix,
  };
  // The number of processes would count all those of the user on this host.
  const limits = { ...limitsWithFiles(layout), NPROC: undefined };
  const files = await findRuntimeFiles(interpreter);
  const programs = await linkPrograms(files, interpreter, join(scratch, 'programs'));
  const [setpriv] = findExecutables('setpriv', '/usr/bin:/bin');
  const dyingWithParent = setpriv === undefined ? [] : [setpriv, '--pdeathsig', 'KILL'];
  return {
    kind: 'relocated',
    paths,
    limitations,
    python: interpreter.path,
    ownCode: ownCodeOf(paths, files, {
      folders: files.standardLibrary,
      files: [interpreter.path, ...(await nameServiceLibraries(interpreter))],
    }),
    variables: { PATH: [programs, join(paths.opt, 'bin')].join(':') },
    supervisors: 0,
    launch: ({ command, env, cwd }, firstFree) => {
      const { words, errorDescriptor } = limiting(interpreter.path, limits, firstFree);
      const [file = '', ...args] = [...dyingWithParent, ...words, ...command];
      const variables = { ...env, _LAYERKIT_OPT: paths.opt, TMPDIR: paths.tmp };
      return { file, args, cwd, env: variables, errorDescriptor };
    },
  };
};

/**
 * Returns a folder with the sources merged. It is a copy, because nothing keeps the code from changing shared
 * files, unless the only source already belongs to the environment.
 */
const folder = async (sources: readonly string[], scratch: string, name: string): Promise<string> => {
  const [only] = sources;
  if (only?.startsWith(`${scratch}/`) === true && sources.length === 1) return only;
  const merged = join(scratch, name);
  await mergeDirectories(sources, merged);
  return merged;
};

/** Makes a folder for PATH with the programs that a runtime has. Others are still found by their paths. */
const linkPrograms = async (
  { programs }: RuntimeFiles,
  { path }: Interpreter,
  directory: string,
): Promise<string> => {
  await mkdir(directory);
  const names = [...new Set([basename(path), 'python3', 'python'])];
  await Promise.all([
    ...programs.map((program) => symlink(program, join(directory, basename(program)))),
    ...names.map((name) => symlink(path, join(directory, name))),
  ]);
  return directory;
};

const limitations = [
  'code can load any library of this host, and run programs by their paths',
  '/opt, /var/task and /var/runtime are at other paths; code that uses the original paths does not find them',
  'layers and code are writable, and the host’s files and processes are visible',
  'an interpreter that the code starts can import the packages installed next to it',
];
