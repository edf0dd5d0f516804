import { posix } from 'node:path';
import type { Finding } from '@layerkit/artifact/finding';
import type { BinaryFacts } from '@layerkit/binary-formats';
import { groupBy } from '@layerkit/zip';
import { listExamples } from '../../../findings/examples.ts';
import { findLoaders } from '../loaders.ts';
import type { AuditSubject } from '../../../subject/subject.ts';
import { findingAbout, packageOf } from './finding-about.ts';
import type { LayerBinaries } from './layer-binaries.ts';
import { folderInZip } from './folder-in-zip.ts';

/** A library that the layer has in a folder where the loader does not look for it. */
interface Unreached {
  readonly binary: BinaryFacts;
  readonly name: string;
  /** The paths of the files with this name. */
  readonly found: readonly string[];
}

/**
 * Returns warnings for needed libraries that only folders have where the loader does not look: it searches the
 * folders of RPATH and RUNPATH, and LD_LIBRARY_PATH (ld.so(8)). The loader also takes a library that is already
 * loaded: the library is a module, another file of the layer reaches it, or Python code next to one of the two may load it.
 * Those give no warning.
 * @param binaries the binaries that have no finding about their platform
 */
export const unreachableFindings = async (
  subject: AuditSubject,
  layer: LayerBinaries,
  binaries: readonly BinaryFacts[],
): Promise<readonly Finding[]> => {
  const unreached = findUnreached(layer, binaries);
  if (unreached.length === 0) return [];
  const isLoadedByCode = await findLoaders(
    subject,
    unreached.flatMap(({ binary, found }) => [binary.path, ...found]),
  );
  const left = unreached.filter(
    ({ binary, found }) => !isLoadedByCode(binary.path) && !found.some(isLoadedByCode),
  );
  return [...groupBy(left, ({ binary }) => binary.path).values()].map((all) => describe(all, layer));
};

const findUnreached = (layer: LayerBinaries, binaries: readonly BinaryFacts[]): readonly Unreached[] => {
  const foldersFor = searchedBy(layer);
  const needs = binaries
    .filter(({ format }) => format === 'elf')
    .flatMap((binary) => {
      const folders = foldersFor(binary);
      return [...new Set(binary.needed)]
        .filter((name) => !layer.runtime.present.has(name) && layer.hasLibrary(name))
        .map((name) => ({ binary, name, reached: folders.some((folder) => layer.hasFile(folder + name)) }));
    });
  const reached = new Set(needs.filter((need) => need.reached).map(({ name }) => name));
  const modules = new Set(
    layer.binaries.filter(({ kind }) => kind === 'extension module').map(({ soname }) => soname),
  );
  const fitting = new Set(binaries);
  const others = new Set(layer.binaries.filter((binary) => !fitting.has(binary)).map(({ path }) => path));
  return needs
    .filter(({ name }) => !reached.has(name) && !modules.has(name))
    .map(({ binary, name }) => ({
      binary,
      name,
      found: layer.pathsOf(name).filter((path) => !others.has(path)),
    }))
    .filter(({ found }) => found.length > 0);
};

/**
 * Returns the folders that the loader searches for each file. DT_RPATH also counts for everything that the file
 * loads, unless that has a DT_RUNPATH; here it counts for the whole layer.
 */
const searchedBy = (layer: LayerBinaries): ((binary: BinaryFacts) => readonly string[]) => {
  const foldersOf = (binary: BinaryFacts): readonly string[] =>
    binary.searchPath.map((folder) => folderInZip(folder, binary, layer.role));
  const inherited = [
    ...new Set(layer.binaries.filter(({ searchedFirst }) => searchedFirst).flatMap(foldersOf)),
  ];
  return (binary) =>
    binary.searchPath.length > 0 && !binary.searchedFirst
      ? [...layer.libraryFolders, ...foldersOf(binary)]
      : [...layer.libraryFolders, ...inherited];
};

const describe = (all: readonly [Unreached, ...Unreached[]], layer: LayerBinaries): Finding => {
  const [{ binary }] = all;
  const where = all.map(({ name, found: [path = name] }) => `${name} (in ${posix.dirname(path)}/)`);
  return findingAbout(binary, {
    code: 'binary/unreachable-library',
    severity: 'warning',
    message: `needs ${listExamples(where)}, where the loader does not look: it searches ${layer.libraryFolders.map((folder) => folder || 'the root').join(', ')} and the folders of RPATH and RUNPATH${searched(binary)}`,
    hint: `Move ${all.length === 1 ? 'it' : 'them'} to ${layer.libraryFolders.at(-1) ?? ''}, or build ${packageOf(binary)} with a RUNPATH that starts with $ORIGIN, as auditwheel does.`,
  });
};

const searched = ({ searchPath }: BinaryFacts): string =>
  searchPath.length === 0 ? ', which this file does not have' : ` (${searchPath.join(', ')})`;
