import type { Sha256 } from '@layerkit/artifact/digest';
import type { Requirement, Requirements } from '../requirements/read-requirements.ts';
import { invalidLock } from './invalid-lock.ts';
import { byName, isFolder, type PinnedGraph, type PinnedPackage } from './pinned-graph.ts';
import { walkPinned } from './walk-pinned.ts';

/**
 * Returns the requirements of a lock of another tool. Only what its roots reach counts, on any platform.
 * @throws LayerkitError requirements/invalid (every problem)
 */
export const pinnedRequirements = (
  graph: PinnedGraph,
  { paths, requiresPython }: Pick<Requirements, 'paths' | 'requiresPython'>,
): Requirements => {
  const { file, roots, selected, stated } = graph;
  const crowded = [...byName(graph.packages)].filter(([, versions]) => versions.length > mostVersions);
  if (crowded.length > 0)
    throw invalidLock(
      file,
      crowded.map(([name]) => `${file}: more than ${mostVersions} versions of ${name}`),
      `Run “${graph.command}” to make ${file} again.`,
    );
  const reached = [...walkPinned(graph).packages];
  const problems = reached.flatMap((one) => problemOf(one, file));
  if (problems.length > 0) throw invalidLock(file, problems, notFromIndex);
  const folders = new Set(reached.filter(isFolder).map(({ name }) => name));
  const pins = reached.filter((one) => !isFolder(one)).map((one) => pinOf(one, file));
  return {
    file,
    paths,
    requirements: stated ?? pins,
    constraints: [],
    texts: [JSON.stringify({ roots, selected, packages: reached.map((one) => JSON.stringify(one)).sort() })],
    hashes: hashesOf(reached),
    requiresPython,
    notes: [...folders].map(
      (name) => `${file}: ${name} is a local project: the layer contains only its requirements`,
    ),
    pinned: { ...graph, packages: reached },
  };
};

/** Far more than real locks have. It limits the work of choosing among them. */
const mostVersions = 50;

const notFromIndex =
  'Require it from a package index. Or put its wheel on a private index (UV_INDEX) or in a folder (UV_FIND_LINKS), and require that version.';

const problemOf = (one: PinnedPackage, file: string): readonly string[] => {
  if (isFolder(one)) return [];
  if (one.source !== undefined)
    return [`${file}: ${one.name} comes from a source other than a package index (${one.source})`];
  return one.version === undefined ? [`${file}: ${one.name} has no version`] : [];
};

const pinOf = ({ name, version = '' }: PinnedPackage, file: string): Requirement => ({
  name,
  text: `${name}==${version}`,
  where: file,
});

const hashesOf = (packages: readonly PinnedPackage[]): ReadonlyMap<string, ReadonlySet<Sha256>> =>
  new Map(
    [...byName(packages)].map(([name, versions]) => [
      name,
      new Set(versions.flatMap(({ hashes }) => hashes)),
    ]),
  );
