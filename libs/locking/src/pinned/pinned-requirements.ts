import type { Sha256 } from '@layerkit/artifact/digest';
import type { Requirements } from '../requirements/read-requirements.ts';
import { invalidLock } from './invalid-lock.ts';
import type { PinnedGraph, PinnedPackage } from '../requirements/pinned-graph.ts';
import { byName, localsAmong, pinOf } from './pinned-packages.ts';
import { walkPinned } from './walk-pinned.ts';

/**
 * Returns the requirements of a lock of another tool. Only what its roots reach counts, on any platform.
 * @throws LayerkitError requirements/invalid (every problem)
 */
export const pinnedRequirements = (
  graph: PinnedGraph,
  { paths, requiresPython, places }: Pick<Requirements, 'paths' | 'requiresPython' | 'places'>,
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
  const pins = reached.flatMap((one) => pinOf(one, graph));
  return {
    file,
    paths,
    requirements: stated ?? pins,
    constraints: [],
    wheels: pins.filter(({ at }) => at !== undefined),
    texts: [JSON.stringify({ roots, selected, packages: reached.map((one) => JSON.stringify(one)).sort() })],
    hashes: hashesOf(reached),
    ...(places !== undefined && { places }),
    requiresPython,
    locals: localsAmong(reached, file),
    pinned: { ...graph, packages: reached },
  };
};

/** Far more than real locks have. It limits the work of choosing among them. */
const mostVersions = 50;

const hashesOf = (packages: readonly PinnedPackage[]): ReadonlyMap<string, ReadonlySet<Sha256>> =>
  new Map(
    [...byName(packages)].map(([name, versions]) => [
      name,
      new Set(versions.flatMap(({ hashes }) => hashes)),
    ]),
  );
