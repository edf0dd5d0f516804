import { recordOf, type Runtime } from './runtime.ts';

/**
 * Returns whether a runtime is known to have no file at the path of an interpreter. Its Python is in /var/lang/bin
 * (base image of Lambda, `which python3`), and `/usr/local` is empty. Returns false if it is unknown.
 */
export const lacksInterpreter = (runtime: Runtime, path: string): boolean => {
  const [, name = ''] = /^(?:\/usr)?\/s?bin\/([^/]+)$/.exec(path) ?? [];
  if (name !== '') return isPython(name) || isAbsent(name);
  const [, own = ''] = /^\/var\/lang\/bin\/([^/]+)$/.exec(path) ?? [];
  if (own !== '') return lacksCommand(runtime, own);
  return !path.startsWith('/') || elsewhere.test(path);
};

/** Returns whether a runtime is known to have no command of this name on its PATH. */
export const lacksCommand = (runtime: Runtime, name: string): boolean => {
  const { version } = recordOf(runtime);
  return isPython(name) ? !['python', 'python3', `python${version}`].includes(name) : isAbsent(name);
};

const isPython = (name: string): boolean => /^python[\d.]*$/.test(name);

const isAbsent = (name: string): boolean => absent.has(name.split(/[-\d]/, 1)[0] ?? '');

/** Interpreters that the Python runtimes don’t have. */
const absent: ReadonlySet<string> = new Set([
  ...['perl', 'ruby', 'node', 'nodejs', 'deno', 'bun', 'php', 'lua', 'Rscript', 'tclsh', 'pwsh', 'pypy'],
  ...['zsh', 'fish', 'ksh', 'csh', 'tcsh', 'dash'],
]);

/** Folders of the machine that made the script. */
const elsewhere = /^\/(?:usr\/local|usr\/pkg|home|root|Users|Library|private|tmp|nix|snap)\//;
