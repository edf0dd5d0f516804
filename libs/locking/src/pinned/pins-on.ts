import { formatTarget, type Target } from '@layerkit/platform-resolution';
import { evaluateMarker, markerEnvironment } from '@layerkit/platform-resolution/requirements';
import type { Requirements } from '../requirements/read-requirements.ts';
import { invalidLock } from './invalid-lock.ts';
import type { PinnedGraph, PinnedPackage } from '../requirements/pinned-graph.ts';
import { localsOn } from '../requirements/locals-on.ts';
import { byName, isFolder, localsAmong, pinOf } from './pinned-packages.ts';
import { allows, walkPinned, type PinnedWalk } from './walk-pinned.ts';

/**
 * Returns the requirements for a target, with the local packages that it needs. From a lock of another tool, they are the
 * versions that it installs there.
 * @throws LayerkitError requirements/invalid if the lock has no fitting version of a package, or several
 */
export const requirementsOn = (requirements: Requirements, target: Target): Requirements => {
  const { pinned, locals } = requirements;
  if (pinned !== undefined) {
    const packages = packagesOn(pinned, target);
    const pins = packages.flatMap((one) => pinOf(one, pinned));
    return { ...requirements, requirements: pins, locals: localsAmong(packages, pinned.file) };
  }
  return locals === undefined ? requirements : { ...requirements, locals: localsOn(locals, target) };
};

const packagesOn = (graph: PinnedGraph, target: Target): readonly PinnedPackage[] => {
  const { file, command, environments = [] } = graph;
  const environment = markerEnvironment(target);
  if (environments.length > 0 && !environments.some((marker) => evaluateMarker(marker, environment)))
    throw invalidLock(
      file,
      [`${file}: none of its environments includes ${formatTarget(target)}`],
      `Add the environment of the target to the project, and run “${command}”.`,
    );
  const { packages, missing } = settledWalk(graph, target);
  const named = byName(packages);
  const on = `on ${formatTarget(target)}`;
  const several = [...named].filter(([, versions]) => versions.length > 1).map(([name]) => name);
  const versions = byName(graph.packages);
  const problems = [
    ...[...new Set([...missing, ...several])].map((name) => {
      const there = (versions.get(name) ?? []).map(versionOf).join(', ') || 'none';
      return `${file}: no single version of ${name} fits everything that requires it ${on}; it has ${there}`;
    }),
    ...outdated(graph, target, named),
  ];
  if (problems.length > 0)
    throw invalidLock(file, problems, `Run “${command}” to make ${file} again, then lock again.`);
  const unreadable = [...packages].flatMap((one) => unreadableOf(one, file));
  if (unreadable.length > 0) throw invalidLock(file, unreadable, notFromIndex);
  return [...packages];
};

const unreadableOf = (one: PinnedPackage, file: string): readonly string[] => {
  if (isFolder(one) || one.wheel !== undefined) return [];
  if (one.source !== undefined)
    return [`${file}: ${one.name} comes from a source other than a package index (${one.source})`];
  return one.version === undefined ? [`${file}: ${one.name} has no exact version`] : [];
};

const notFromIndex =
  'Require an exact version from a package index. For a package of your own, name its folder or its wheel by a path in the workspace, or put the wheel on a private index (UV_INDEX).';

const versionOf = ({ version = 'a folder' }: PinnedPackage): string => version;

/** Repeats the walk with the edges of the last one, until all edges to a package agree on its version. */
const settledWalk = (graph: PinnedGraph, target: Target): PinnedWalk => {
  let walk = walkPinned(graph, target);
  for (let round = 1; round < mostRounds; round += 1) {
    const { packages } = walk;
    walk = walkPinned(graph, target, walk.followed);
    if (packages.size === walk.packages.size && [...packages].every((one) => walk.packages.has(one))) break;
  }
  return walk;
};

/** Locks with several versions of a package need two or three rounds. */
const mostRounds = 10;

/** Returns the problems of a lock that was made before its project changed. */
const outdated = (
  { file, stated = [], selected }: PinnedGraph,
  target: Target,
  named: ReadonlyMap<string, readonly PinnedPackage[]>,
): readonly string[] => {
  const environment = markerEnvironment(target);
  return stated.flatMap(({ name, text, where, edge }) => {
    if (!edge.markers.every((marker) => evaluateMarker(marker, environment, selected))) return [];
    const versions = named.get(name) ?? [];
    if (versions.some((one) => allows(edge, one))) return [];
    const there = versions.length === 0 ? 'does not have it' : `has ${versions.map(versionOf).join(', ')}`;
    return [`${where}: “${text}”, but ${file} ${there}`];
  });
};
