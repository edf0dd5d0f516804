import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { RuntimeFiles } from '../runtime-files/runtime-files.ts';
import type { Interpreter } from '../interpreter/interpreter.ts';
import { lambdaPaths } from './isolation.ts';
import type { Mount } from './mount.ts';

/** The path of the interpreter inside. */
export const interpreterInside = (interpreter: Interpreter): string => inside(interpreter.path, interpreter);

/**
 * Returns the mounts of /var/lang: the interpreter, its standard library and the libraries below its prefix. The prefix
 * itself may contain any program and library of the host.
 */
export const interpreterMounts = (
  interpreter: Interpreter,
  { standardLibrary, libraries }: RuntimeFiles,
): Mount[] => {
  const { path, prefix, sitePackages } = interpreter;
  const program = interpreterInside(interpreter);
  const own = [path, ...standardLibrary, ...libraries].filter((file) => file.startsWith(`${prefix}/`));
  const names = ['python3', 'python'].map((name) => join(dirname(program), name));
  return [
    ...own.map((source): Mount => ({ kind: 'read-only', source, path: inside(source, interpreter) })),
    ...names
      .filter((name) => name !== program)
      .map((name): Mount => ({ kind: 'link', target: program, path: name })),
    ...sitePackages
      .filter(
        (folder) => existsSync(folder) && standardLibrary.some((library) => folder.startsWith(`${library}/`)),
      )
      .map((folder): Mount => ({ kind: 'empty', path: inside(folder, interpreter) })),
  ];
};

const inside = (path: string, { prefix }: Interpreter): string =>
  join(lambdaPaths.lang, relative(prefix, path));
