import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { runtimes, type Target } from '@layerkit/platform-resolution';
import { runtimeLibraries, runtimePrograms } from '@layerkit/platform-resolution/runtimes';
import type { Interpreter } from '../interpreter/interpreter.ts';
import { findExecutables } from '../host/find-executable.ts';
import { listLibraries, listLibrariesOfPrograms } from './list-libraries.ts';

/** The files of this host that stand for those of a runtime. All paths are real paths of the host. */
export interface RuntimeFiles {
  /** The interpreter’s folders of modules, without the packages next to it. */
  readonly standardLibrary: readonly string[];
  /** The libraries that a runtime has, and those that the interpreter and its modules need. */
  readonly libraries: readonly string[];
  /** The folders of glibc’s modules for character sets, which iconv opens. */
  readonly converters: readonly string[];
  readonly programs: readonly string[];
  /** Further libraries, which only programs need. */
  readonly programLibraries: readonly string[];
}

const known = new Map<string, Promise<RuntimeFiles>>();

/**
 * Finds the files of this host that an interpreter needs and that every runtime has. The answer is cached until the
 * process ends.
 * @throws Error if the loader does not list the interpreter’s libraries
 */
export const findRuntimeFiles = (interpreter: Interpreter): Promise<RuntimeFiles> => {
  const found = known.get(interpreter.path) ?? find(interpreter);
  known.set(interpreter.path, found);
  found.catch(() => known.delete(interpreter.path));
  return found;
};

const find = async (interpreter: Interpreter): Promise<RuntimeFiles> => {
  const standardLibrary = standardLibraryOf(interpreter);
  const libraries = await librariesOf(interpreter, standardLibrary);
  const loader = libraries.find((path) => basename(path).startsWith('ld-'));
  if (loader === undefined) throw new Error(`the loader does not list the libraries of ${interpreter.path}`);
  const names = [...runtimePrograms, ldconfigOfUbuntu];
  const programs = names.flatMap((name) => findExecutables(name, systemPath).slice(0, 1));
  const all = await listLibrariesOfPrograms(loader, programs);
  const own = new Set(libraries);
  return {
    standardLibrary,
    libraries,
    converters: libraries
      .filter((path) => basename(path) === 'libc.so.6')
      .map((path) => join(dirname(path), 'gconv'))
      .filter((path) => existsSync(path)),
    programs: programs.map(inRealFolder),
    programLibraries: all.map(inRealFolder).filter((path) => !own.has(path)),
  };
};

/** Ubuntu’s ldconfig is a script that runs this program. */
const ldconfigOfUbuntu = 'ldconfig.real';

const systemPath = '/usr/sbin:/usr/bin:/sbin:/bin';

/** Returns the target of an interpreter on this host. */
const targetOf = ({ version }: Interpreter): Target => ({
  runtime: runtimes.find((runtime) => `python${version}.`.startsWith(`${runtime}.`)) ?? 'python3.12',
  architecture: process.arch === 'arm64' ? 'arm64' : 'x86_64',
});

/** Returns the folders of `sys.path` below the prefix: some systems have two, `lib` and `lib64`. */
const standardLibraryOf = ({ prefix, version }: Interpreter): readonly string[] => {
  const name = `python${version.split('.').slice(0, 2).join('.')}`;
  const folders = ['lib', 'lib64'].map((folder) => join(prefix, folder, name));
  return [...new Set(folders.filter((path) => existsSync(path)).map((path) => realpathSync(path)))];
};

const librariesOf = async (
  { path, prefix, ...interpreter }: Interpreter,
  folders: readonly string[],
): Promise<readonly string[]> => {
  const { present } = runtimeLibraries(targetOf({ path, prefix, ...interpreter }));
  const modules = folders.map((folder) => join(folder, 'lib-dynload')).filter((folder) => existsSync(folder));
  const found = await Promise.all(
    [...modules, '/'].map((cwd) =>
      listLibraries({
        program: path,
        preloaded: cwd === '/' ? [...present, ...nameService] : modulesIn(cwd),
        cwd,
        searched: [join(prefix, 'lib')],
      }),
    ),
  );
  return [...new Set(found.flat().map(inRealFolder))];
};

/** glibc’s own modules for names, which it opens itself. Since glibc 2.34 they are empty. */
const nameService = ['libnss_files.so.2', 'libnss_dns.so.2'];

const modulesIn = (folder: string): readonly string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.so') && !notOnLambda.has(name.split('.', 1)[0] ?? ''))
    .map((name) => `./${name}`);

/** Modules of the standard library whose own libraries no runtime has: those of a desktop, and of NIS. */
const notOnLambda = new Set(['_tkinter', 'nis']);

/** Returns a path without links in its folder. The file keeps the name by which it is found. */
const inRealFolder = (path: string): string => join(realpathSync(dirname(path)), basename(path));
