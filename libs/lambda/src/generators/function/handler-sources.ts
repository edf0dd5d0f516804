import { LayerkitError } from '@layerkit/failure';
import type { HandlerPlace } from './handler-place.ts';

export interface SourcesToFind {
  /** Folder of the project, relative to the workspace’s root. */
  readonly root: string;
  /** Its Python files, relative to the project. */
  readonly files: readonly string[];
  readonly place: HandlerPlace;
  /** The option `sources`; if undefined, the folder is found by the handler’s module. */
  readonly asked: string | undefined;
}

export interface HandlerSources {
  /** Folder of the own code, relative to the project; `.` is the project’s folder. */
  readonly sources: string;
  /** Path of the handler’s module relative to the project, if it exists. */
  readonly module: string | undefined;
  /** Lines for the user. */
  readonly messages: readonly string[];
}

/** The default folder of own code, the same as in function.json. */
export const usualSources = 'src';

/**
 * Returns the folder of a new function’s own code: the one that was asked for, otherwise the one that already
 * has the handler’s module, otherwise the default. Pure.
 * @throws LayerkitError function/invalid if several folders have the module, or only a package has it
 */
export const handlerSources = ({ root, files, place, asked }: SourcesToFind): HandlerSources => {
  const found = files.flatMap((file) => foundIn(file, place.modulePath));
  const sources = asked ?? chooseSources(found, files);
  if (sources === undefined) throw undecided(root, place, found);
  const own = found.find((one) => one.folder === sources);
  if (own !== undefined) return { sources, module: own.file, messages: [kept(root, own)] };
  return { sources, module: undefined, messages: describeNew({ root, files, place, sources }, found) };
};

interface Found {
  readonly folder: string;
  readonly file: string;
}

const foundIn = (file: string, module: string): readonly Found[] =>
  [`${module}.py`, `${module}/__init__.py`]
    .filter((path) => file === path || file.endsWith(`/${path}`))
    .map((path) => ({ folder: file === path ? '.' : file.slice(0, -path.length - 1), file }));

/** A folder with an `__init__.py` is a package, so it is not a folder that modules are imported from. */
const chooseSources = (found: readonly Found[], files: readonly string[]): string | undefined => {
  const folders = found.map(({ folder }) => folder);
  const sure = [usualSources, '.'].find((folder) => folders.includes(folder));
  if (sure !== undefined || folders.length === 0) return sure ?? usualSources;
  const [only, ...others] = folders.filter((folder) => !files.includes(`${folder}/__init__.py`));
  return others.length === 0 ? only : undefined;
};

const kept = (root: string, { file, folder }: Found): string =>
  `The handler’s module ${root}/${file} already exists and is not changed; sources is “${folder}”.`;

const describeNew = (
  { root, files, place, sources }: Omit<SourcesToFind, 'asked'> & Pick<HandlerSources, 'sources'>,
  found: readonly Found[],
): readonly string[] => {
  const there = found.length > 0 ? found.map(({ file }) => file) : files;
  if (there.length === 0) return [];
  const shown = there.slice(0, mostShown).join(', ') + (there.length > mostShown ? ', …' : '');
  const made = sources === '.' ? `${place.modulePath}.py` : `${sources}/${place.modulePath}.py`;
  return [
    `${root}/${made} is new and only says hello; existing files (${shown}) are not changed. To use one of them, set --handler to its function and --sources to its folder.`,
  ];
};

const mostShown = 3;

const undecided = (root: string, place: HandlerPlace, found: readonly Found[]): LayerkitError =>
  new LayerkitError({
    code: 'function/invalid',
    message: `can’t tell from which folder “${place.handler}” is imported in ${root}`,
    problems: found.map(({ file, folder }) => `${file}: --sources=${folder}`),
    hint: `Set --sources to the folder that modules are imported from. If the module is in a package, start the handler with the package’s name. --sources=${usualSources} creates a new module.`,
  });
