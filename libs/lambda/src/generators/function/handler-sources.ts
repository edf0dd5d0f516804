import { LayerkitError } from '@layerkit/failure';
import type { HandlerPlace } from './handler-place.ts';

export interface SourcesToFind {
  /** Of the project, from the workspace’s root. */
  readonly root: string;
  /** Its Python files, by their paths below it. */
  readonly files: readonly string[];
  readonly place: HandlerPlace;
  /** What was asked for; undefined where the module is to be looked for. */
  readonly asked: string | undefined;
}

export interface HandlerSources {
  /** Folder below the project that modules are imported from; `.` is the project’s own. */
  readonly sources: string;
  /** The handler’s module, by its path below the project, where it is there already. */
  readonly module: string | undefined;
  /** What a person should know, one line each. */
  readonly notes: readonly string[];
}

/** Where the sources are when nothing else is known: what function.json takes, too. */
export const usualSources = 'src';

/**
 * The sources of a new function: the folder that was asked for, else the one that has the handler’s module
 * already, else the usual one. Pure.
 * @throws LayerkitError function/invalid where several folders have the module, or only a package has it
 */
export const handlerSources = ({ root, files, place, asked }: SourcesToFind): HandlerSources => {
  const found = files.flatMap((file) => foundIn(file, place.modulePath));
  const sources = asked ?? chooseSources(found, files);
  if (sources === undefined) throw undecided(root, place, found);
  const own = found.find((one) => one.folder === sources);
  if (own !== undefined) return { sources, module: own.file, notes: [kept(root, own)] };
  return { sources, module: undefined, notes: notesOnNew({ root, files, place, sources }, found) };
};

interface Found {
  readonly folder: string;
  readonly file: string;
}

const foundIn = (file: string, module: string): readonly Found[] =>
  [`${module}.py`, `${module}/__init__.py`]
    .filter((path) => file === path || file.endsWith(`/${path}`))
    .map((path) => ({ folder: file === path ? '.' : file.slice(0, -path.length - 1), file }));

/** A folder with an `__init__.py` is a package: its modules are imported by its name. */
const chooseSources = (found: readonly Found[], files: readonly string[]): string | undefined => {
  const folders = found.map(({ folder }) => folder);
  const sure = [usualSources, '.'].find((folder) => folders.includes(folder));
  if (sure !== undefined || folders.length === 0) return sure ?? usualSources;
  const [only, ...others] = folders.filter((folder) => !files.includes(`${folder}/__init__.py`));
  return others.length === 0 ? only : undefined;
};

const kept = (root: string, { file, folder }: Found): string =>
  `${root}/${file} is the handler’s module, and stays as it is; sources is “${folder}”.`;

const notesOnNew = (
  { root, files, place, sources }: Omit<SourcesToFind, 'asked'> & Pick<HandlerSources, 'sources'>,
  found: readonly Found[],
): readonly string[] => {
  const there = found.length > 0 ? found.map(({ file }) => file) : files;
  if (there.length === 0) return [];
  const shown = there.slice(0, mostShown).join(', ') + (there.length > mostShown ? ', …' : '');
  const made = sources === '.' ? `${place.modulePath}.py` : `${sources}/${place.modulePath}.py`;
  return [
    `${root}/${made} is new, and only says hello; what is there (${shown}) stays as it is: --handler names a module, --sources its folder.`,
  ];
};

const mostShown = 3;

const undecided = (root: string, place: HandlerPlace, found: readonly Found[]): LayerkitError =>
  new LayerkitError({
    code: 'function/invalid',
    message: `where the sources of “${place.handler}” begin is not clear in ${root}`,
    problems: found.map(({ file, folder }) => `${file}: --sources=${folder}`),
    hint: `Name the folder that modules are imported from with --sources; where that is above a package, the handler begins with the package’s name. --sources=${usualSources} makes a new module.`,
  });
