import { posix } from 'node:path';
import type { Target } from '@layerkit/platform-resolution';
import { libraryFolders, type ZipRole } from '@layerkit/platform-resolution/layout';
import { runtimeLibraries, type RuntimeLibraries } from '@layerkit/platform-resolution/runtimes';
import { compatibilityTags, extensionSuffixes, formatTag } from '@layerkit/platform-resolution/tags';
import { type BinaryFacts, parseExtensionName } from '@layerkit/binary-formats';
import type { AuditSubject } from '../../../subject/subject.ts';

/** The binaries of a layer, with the facts about all of them that judging one requires. */
export interface LayerBinaries {
  readonly binaries: readonly BinaryFacts[];
  readonly target: Target;
  readonly runtime: RuntimeLibraries;
  /** The file name suffixes of compiled modules that the target imports. */
  readonly suffixes: readonly string[];
  /** The compiled modules that the target finds. */
  readonly modules: readonly BinaryFacts[];
  /** Returns modules and everything that they load. */
  readonly loadedBy: (modules: readonly BinaryFacts[]) => ReadonlySet<BinaryFacts>;
  /** Whether an import loads it: it is a module that the target finds, or a library that such a module needs. */
  readonly isLoaded: (binary: BinaryFacts) => boolean;
  /** Whether a library of this name is anywhere in the layer. */
  readonly hasLibrary: (name: string) => boolean;
  /** Returns the paths of the libraries with this name. */
  readonly pathsOf: (name: string) => readonly string[];
  readonly role: ZipRole;
  /** Whether a layer of the function may have a library that its zip lacks. */
  readonly mayBeInLayer: boolean;
  /** The folders of the zip that are on Lambda’s LD_LIBRARY_PATH. */
  readonly libraryFolders: readonly string[];
  readonly hasFile: (path: string) => boolean;
  /** Whether it came from a wheel for the target or for every platform. */
  readonly wheelFits: (binary: BinaryFacts) => boolean;
}

export const openLayerBinaries = (subject: AuditSubject, binaries: readonly BinaryFacts[]): LayerBinaries => {
  const { target, role = 'layer' } = subject;
  const suffixes = extensionSuffixes(target);
  const paths = new Set(subject.files.map(({ path }) => path));
  const fileNames = new Set(subject.files.map(({ path }) => posix.basename(path)));
  const libraries = librariesByName(binaries);
  const modules = binaries.filter((binary) => isFoundModule(binary, suffixes));
  const loadedBy = (loaders: readonly BinaryFacts[]): ReadonlySet<BinaryFacts> =>
    loadedFiles(loaders, libraries, target);
  const loaded = loadedBy(modules);
  const accepted = new Set(compatibilityTags(target).map(formatTag));
  return {
    binaries,
    target,
    runtime: runtimeLibraries(target),
    suffixes,
    modules,
    loadedBy,
    isLoaded: (binary) => loaded.has(binary),
    // Links are files of the zip too, and their destinations have other names.
    hasLibrary: (name) => libraries.has(name) || fileNames.has(name),
    pathsOf: (name) =>
      [...(libraries.get(name) ?? subject.files.filter(({ path }) => posix.basename(path) === name))].map(
        ({ path }) => path,
      ),
    role,
    mayBeInLayer: subject.hasLayers === true,
    libraryFolders: libraryFolders[role],
    hasFile: (path) => paths.has(path),
    wheelFits: ({ wheelTags }) => wheelTags.some((tag) => accepted.has(tag)),
  };
};

const isFoundModule = ({ kind, path }: BinaryFacts, suffixes: readonly string[]): boolean => {
  const name = kind === 'extension module' ? parseExtensionName(path) : undefined;
  if (name === undefined || path.endsWith('.pyd')) return false;
  return name.tag === undefined || suffixes.includes(`.${name.tag}.so`);
};

/**
 * Indexes libraries by soname and by file name: a package may load a library by its path, which others then
 * find by its soname.
 */
const librariesByName = (binaries: readonly BinaryFacts[]): ReadonlyMap<string, readonly BinaryFacts[]> => {
  const found = new Map<string, BinaryFacts[]>();
  for (const binary of binaries)
    for (const name of new Set([posix.basename(binary.path), binary.soname ?? ''])) {
      const known = found.get(name);
      if (known === undefined) found.set(name, [binary]);
      else known.push(binary);
    }
  return found;
};

/**
 * Returns the files that importing the modules loads. If several libraries have one name, the loader skips
 * those of other processors.
 */
const loadedFiles = (
  modules: readonly BinaryFacts[],
  libraries: ReadonlyMap<string, readonly BinaryFacts[]>,
  { architecture }: Target,
): ReadonlySet<BinaryFacts> => {
  const fits = ({ format, architectures, platform, damage }: BinaryFacts): boolean =>
    format === 'elf' &&
    architectures.includes(architecture) &&
    platform !== 'linux-musl' &&
    damage === undefined;
  const loaded = new Set(modules);
  const sought = new Set<string>();
  // A set also yields the elements added during the loop.
  for (const { needed } of loaded)
    for (const name of needed) {
      if (sought.has(name)) continue;
      sought.add(name);
      const found = libraries.get(name) ?? [];
      const fitting = found.filter(fits);
      for (const library of fitting.length > 0 ? fitting : found) loaded.add(library);
    }
  return loaded;
};
