/** A program whose libraries to list, with libraries that its process would load later. */
export interface LibrariesOf {
  readonly program: string;
  /** Sonames, and paths relative to `cwd` with a slash. The loader skips those that it doesn’t find. */
  readonly preloaded: readonly string[];
  readonly cwd: string;
  /** Folders that are searched first. */
  readonly searched: readonly string[];
}

/**
 * Returns the paths of the libraries that the loader maps for a program, itself included, as it finds them. Asks the
 * loader (`LD_TRACE_LOADED_OBJECTS`, ld.so(8)), which then runs no code of the program.
 */
export const listLibraries = async (of: LibrariesOf): Promise<readonly string[]> => {
  const env = {
    LD_TRACE_LOADED_OBJECTS: '1',
    LD_PRELOAD: of.preloaded.join(' '),
    LD_LIBRARY_PATH: of.searched.join(':'),
  };
  return run(of.program, [], { cwd: of.cwd, env });
};

/** Returns the paths of the libraries of several programs, and runs none of them. */
export const listLibrariesOfPrograms = (
  loader: string,
  programs: readonly string[],
): Promise<readonly string[]> =>
  run('/bin/sh', ['-c', eachProgram, 'sh', loader, ...programs], { cwd: '/', env: {} });

const eachProgram = 'loader=$1; shift; for program do "$loader" --list "$program"; done';

const run = async (
  file: string,
  args: readonly string[],
  { cwd, env }: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): Promise<readonly string[]> => {
  const { execa } = await import('execa');
  const options = { env, cwd, extendEnv: false, reject: false, timeout: 20_000, stdin: 'ignore' } as const;
  // The loader writes to standard error what it can’t preload, and the names of files that are not programs.
  const { stdout } = await execa(file, args, { ...options, stderr: 'ignore' });
  return [
    ...new Set(
      stdout
        .split('\n')
        .map(pathIn)
        .filter((path) => path.startsWith('/')),
    ),
  ];
};

/** Returns the path in a line such as `libz.so.1 => /lib/x86_64-linux-gnu/libz.so.1 (0x00007f…)`. */
const pathIn = (line: string): string => {
  const arrow = line.indexOf(' => ');
  const end = line.lastIndexOf(' (0x');
  return line.slice(arrow < 0 ? 0 : arrow + 4, Math.max(0, end)).trim();
};
