import type { LayerkitError } from '@layerkit/failure';
import type { Target } from '@layerkit/platform-resolution';
import {
  evaluateMarker,
  isNewerVersion,
  markerEnvironment,
  satisfies,
} from '@layerkit/platform-resolution/requirements';
import { runtimeFacts } from '@layerkit/platform-resolution/runtimes';
import { allowsPython } from '../requirements/python-range.ts';
import { invalidLock } from './invalid-lock.ts';
import type { PinnedEdge, PinnedGraph, PinnedPackage } from '../requirements/pinned-graph.ts';
import { byName } from './pinned-packages.ts';

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
 * @throws LayerkitError requirements/invalid if a package has too many extras
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
      const { choices = [], isForked = false } = versions.get(edge.name) ?? {};
      // A single version needs no comparison: the lock was made for the edge
      const allowed = isForked ? choices.filter((one) => allows(edge, one)) : choices;
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
        if (visited.size > mostExtras) throw tooManyExtras(graph, edge.name);
      }
    }
  }
  return walk;
};

/** Far more than real packages have. Each extra of a package visits all its edges. */
const mostExtras = 200;

const tooManyExtras = ({ file, command }: PinnedGraph, name: string): LayerkitError =>
  invalidLock(
    file,
    [`${file}: more than ${mostExtras} extras of ${name}`],
    `Run “${command}” to make ${file} again.`,
  );

interface Visit {
  readonly edges: readonly PinnedEdge[];
  readonly selected: Parameters<typeof evaluateMarker>[2];
}

/** The versions of a package that meet all demands. */
interface Versions {
  readonly choices: readonly PinnedPackage[];
  /** Whether the lock has several versions. */
  readonly isForked: boolean;
}

const versionsMeeting = (
  packages: readonly PinnedPackage[],
  demands: readonly PinnedEdge[],
): ReadonlyMap<string, Versions> => {
  const limits = byName(demands);
  const meeting = [...byName(packages)].map(([name, all]) => {
    const isForked = all.length > 1;
    const meets = (one: PinnedPackage): boolean =>
      (limits.get(name) ?? []).every((edge) => allows(edge, one));
    return [name, { choices: isForked ? all.filter(meets) : all, isForked }] as const;
  });
  return new Map(meeting);
};

/** Whether an edge allows a version. A folder has none, and is always allowed. */
export const allows = ({ specifiers, wheel }: PinnedEdge, one: PinnedPackage): boolean => {
  const { version } = one;
  if (wheel !== undefined && wheel !== one.wheel) return false;
  return (
    version === undefined || specifiers.length === 0 || specifiers.some((list) => satisfies(version, list))
  );
};

const newestOn = ({ runtime }: Target, versions: readonly PinnedPackage[]): readonly PinnedPackage[] => {
  if (versions.length < 2) return versions;
  const { pythonVersion } = runtimeFacts(runtime);
  const isNewer = (one: PinnedPackage, than: PinnedPackage): boolean =>
    isNewerVersion(one.version ?? '', than.version ?? '');
  const fitting = versions.filter(({ requiresPython = '' }) => allowsPython(requiresPython, pythonVersion));
  return fitting.filter((one) => !fitting.some((other) => isNewer(other, one))).slice(0, 1);
};
