import type { Target } from '@layerkit/platform-resolution';
import {
  evaluateMarker,
  isNewerVersion,
  markerEnvironment,
  satisfies,
} from '@layerkit/platform-resolution/requirements';
import { runtimeFacts } from '@layerkit/platform-resolution/runtimes';
import { allowsPython } from '../requirements/python-range.ts';
import { byName, type PinnedEdge, type PinnedGraph, type PinnedPackage } from './pinned-graph.ts';

export interface PinnedWalk {
  readonly packages: ReadonlySet<PinnedPackage>;
  /** The names of packages that an edge leads to, but that have no fitting version in the lock. */
  readonly missing: ReadonlySet<string>;
  /** The edges that were followed. */
  readonly followed: readonly PinnedEdge[];
}

/**
 * Follows the edges of a lock from its roots, each package and each of its extras once.
 * @param target if undefined: every marker that can be true is, and all versions that an edge allows are reached
 * @param demands edges that also limit the versions of packages
 */
export const walkPinned = (
  graph: PinnedGraph,
  target?: Target,
  demands: readonly PinnedEdge[] = [],
): PinnedWalk => {
  const environment = target && markerEnvironment(target);
  const versions = versionsMeeting(graph.packages, demands);
  const walk = {
    packages: new Set<PinnedPackage>(),
    missing: new Set<string>(),
    followed: [] as PinnedEdge[],
  };
  const seen = new Map<PinnedPackage, Set<string>>();
  const queue: Visit[] = [{ edges: graph.roots, selected: graph.selected }];
  // The queue grows during the loop
  for (const { edges, selected } of queue) {
    for (const edge of edges) {
      if (!edge.markers.every((marker) => evaluateMarker(marker, environment, selected))) continue;
      walk.followed.push(edge);
      const allowed = allowedBy(edge, versions.get(edge.name) ?? []);
      const reached = target === undefined ? allowed : newestOn(target, allowed);
      if (reached.length === 0) walk.missing.add(edge.name);
      for (const one of reached) {
        walk.packages.add(one);
        const visited = seen.get(one) ?? new Set();
        seen.set(one, visited);
        for (const extra of ['', ...edge.extras]) {
          if (!visited.has(extra)) queue.push({ edges: one.edges, selected: extra });
          visited.add(extra);
        }
      }
    }
  }
  return walk;
};

interface Visit {
  readonly edges: readonly PinnedEdge[];
  readonly selected: Parameters<typeof evaluateMarker>[2];
}

const versionsMeeting = (
  packages: readonly PinnedPackage[],
  demands: readonly PinnedEdge[],
): ReadonlyMap<string, readonly PinnedPackage[]> => {
  const limits = byName(demands);
  const meeting = [...byName(packages)].map(([name, versions]) => {
    const met = (limits.get(name) ?? []).reduce((left, edge) => allowedBy(edge, left), versions);
    return [name, met] as const;
  });
  return new Map(meeting);
};

/** Returns the versions that an edge allows. A single one needs no comparison: the lock was made for the edge. */
const allowedBy = (edge: PinnedEdge, versions: readonly PinnedPackage[]): readonly PinnedPackage[] =>
  versions.length < 2 ? versions : versions.filter((one) => allows(edge, one));

/** Whether an edge allows a version. A folder has none, and is always allowed. */
export const allows = ({ specifiers }: PinnedEdge, { version }: PinnedPackage): boolean =>
  version === undefined || specifiers.length === 0 || specifiers.some((list) => satisfies(version, list));

const newestOn = ({ runtime }: Target, versions: readonly PinnedPackage[]): readonly PinnedPackage[] => {
  if (versions.length < 2) return versions;
  const { pythonVersion } = runtimeFacts(runtime);
  const isNewer = (one: PinnedPackage, than: PinnedPackage): boolean =>
    isNewerVersion(one.version ?? '', than.version ?? '');
  const fitting = versions.filter(({ requiresPython = '' }) => allowsPython(requiresPython, pythonVersion));
  return fitting.filter((one) => !fitting.some((other) => isNewer(other, one))).slice(0, 1);
};
