import { normalizeProjectName } from '@layerkit/platform-resolution/requirements';
import { bothMarkers } from './marker.ts';
import type { ProjectChoice } from './project-choice.ts';
import type { Requirement } from './read-requirements.ts';
import {
  isFromIndex,
  localFolder,
  localWheel,
  type UvEdge,
  type UvLock,
  type UvPackage,
} from './uv-lock-table.ts';

export interface Reached {
  /** The requirements of the workspace’s projects from an index. */
  readonly requirements: readonly Requirement[];
  /** The requirements of the chosen project itself, with the projects of the workspace by name. */
  readonly stated: readonly Requirement[];
  /** Every package from an index, and every wheel with a path, that is reachable on some platform. */
  readonly packages: readonly UvPackage[];
  /** The chosen project and the projects of the workspace that it requires, once for each marker. */
  readonly locals: readonly ReachedLocal[];
  readonly problems: readonly string[];
}

export interface ReachedLocal {
  readonly project: UvPackage;
  /** The marker under which it is required. */
  readonly marker: string | undefined;
}

/** Follows the edges of a uv.lock from one of its projects, through extras and groups, regardless of markers. */
export const reachedFrom = (lock: UvLock, root: UvPackage, choice: ProjectChoice): Reached => {
  const walk: Walk = {
    named: packagesByName(lock),
    file: choice.file,
    requirements: [],
    packages: new Set(),
    locals: [],
    seen: new Set(),
    open: new Set(),
    problems: [],
  };
  const groups = (choice.groups ?? []).flatMap((group) =>
    named(walk, root, { table: 'dev-dependencies', name: group }),
  );
  const extras = (choice.extras ?? []).flatMap((extra) =>
    named(walk, root, { table: 'optional-dependencies', name: extra }),
  );
  walkLocal(walk, root, { extras: choice.extras ?? [] });
  for (const edge of groups) walkLocalEdge(walk, { from: root, edge });
  const { requirements, packages, locals, problems } = walk;
  const stated = [...root.dependencies, ...extras, ...groups].map((edge) =>
    requirementOf(edge, edge.marker, { file: choice.file, from: root }),
  );
  return { requirements, stated, packages: [...packages], locals, problems };
};

interface Walk {
  /** The packages of the lock by name, and by name and version: `six`, `six 1.17.0`. */
  readonly named: ReadonlyMap<string, readonly UvPackage[]>;
  readonly file: string;
  readonly requirements: Requirement[];
  readonly packages: Set<UvPackage>;
  readonly locals: ReachedLocal[];
  readonly seen: Set<string>;
  /** The projects, with extras, that the walk is in. */
  readonly open: Set<string>;
  readonly problems: string[];
}

/** A step along one edge. */
interface Step {
  readonly from: UvPackage;
  readonly edge: UvEdge;
  /** The marker under which `from` is required. */
  readonly marker?: string | undefined;
}

interface LocalVisit {
  readonly extras: readonly string[];
  /** The marker under which the project is required. */
  readonly marker?: string | undefined;
}

const walkLocal = (walk: Walk, one: UvPackage, { extras, marker }: LocalVisit): void => {
  const project = ['local', one.name, ...[...extras].sort()].join(' ');
  const key = [project, marker ?? ''].join(' ');
  // Projects may require each other. Another round would only add conditions to the same requirements
  if (walk.seen.has(key) || walk.open.has(project)) return;
  walk.seen.add(key);
  walk.open.add(project);
  walk.locals.push({ project: one, marker });
  const more = extras.flatMap((extra) => extraOf(one, extra));
  for (const edge of [...one.dependencies, ...more]) walkLocalEdge(walk, { from: one, edge, marker });
  walk.open.delete(project);
};

const walkLocalEdge = (walk: Walk, { from, edge, marker }: Step): void => {
  const both = bothMarkers(edge.marker, marker);
  if (!reach(walk, { from, edge, marker })) return;
  walk.requirements.push(requirementOf(edge, both, { file: walk.file, from }));
};

const requirementOf = (
  { name, extra }: UvEdge,
  marker: string | undefined,
  { file, from }: { readonly file: string; readonly from: UvPackage },
): Requirement => {
  const extras = extra.length === 0 ? '' : `[${extra.join(',')}]`;
  const text = `${name}${extras}${marker === undefined ? '' : ` ; ${marker}`}`;
  return { name, text, where: `${file}: ${from.name}` };
};

/**
 * Records the packages that an edge leads to, with their dependencies. False if none is from an index. A package from an
 * index may require a project of the workspace.
 */
const reach = (walk: Walk, { from, edge, marker }: Step): boolean => {
  if (/\bextra\s*==/.test(edge.marker ?? '')) {
    walk.problems.push(
      `${walk.file}: ${from.name}: extras that exclude each other are not supported (${edge.name})`,
    );
  }
  const all = targets(walk, from, edge);
  for (const to of all) {
    if (localFolder(to) !== undefined)
      walkLocal(walk, to, { extras: edge.extra, marker: bothMarkers(edge.marker, marker) });
  }
  const found = all.filter((to) => localFolder(to) === undefined);
  for (const to of found) {
    if (!isFromIndex(to) && localWheel(to) === undefined) {
      const where = Object.keys(to.source).join();
      walk.problems.push(
        `${walk.file}: ${to.name} comes from a source other than a package index (${where})`,
      );
      continue;
    }
    walk.packages.add(to);
    follow(walk, to);
    for (const extra of edge.extra) follow(walk, to, extra);
  }
  return found.length > 0;
};

/** Follows the edges of a package, or of one of its extras. */
const follow = (walk: Walk, from: UvPackage, extra?: string): void => {
  const key = ['index', from.name, from.version, localWheel(from) ?? '', extra ?? ''].join(' ');
  if (walk.seen.has(key)) return;
  walk.seen.add(key);
  const edges = extra === undefined ? from.dependencies : extraOf(from, extra);
  for (const edge of edges) reach(walk, { from, edge });
};

const packagesByName = (lock: UvLock): ReadonlyMap<string, readonly UvPackage[]> => {
  const named = new Map<string, UvPackage[]>();
  for (const one of lock.package) {
    const { name, version } = one;
    for (const key of version === undefined ? [name] : [name, `${name} ${version}`]) {
      const known = named.get(key);
      if (known === undefined) named.set(key, [one]);
      else known.push(one);
    }
  }
  return named;
};

/** Returns the packages that an edge leads to: all versions if the lock has several and the edge names none. */
const targets = (walk: Walk, from: UvPackage, { name, version }: UvEdge): readonly UvPackage[] => {
  const found = version === undefined ? walk.named.get(name) : walk.named.get(`${name} ${version}`);
  if (found === undefined)
    walk.problems.push(`${walk.file}: ${from.name} requires ${name}, which is missing from the file`);
  return found ?? [];
};

const extraOf = (one: UvPackage, extra: string): readonly UvEdge[] =>
  one['optional-dependencies'][normalizeProjectName(extra)] ?? [];

/** An extra or dependency group that layer.json names. */
interface Named {
  readonly table: 'optional-dependencies' | 'dev-dependencies';
  readonly name: string;
}

const named = (walk: Walk, one: UvPackage, { table, name }: Named): readonly UvEdge[] => {
  const edges = one[table][normalizeProjectName(name)];
  if (edges !== undefined) return edges;
  const what = table === 'dev-dependencies' ? 'dependency group' : 'extra';
  const there = Object.keys(one[table]).join(', ') || 'none';
  walk.problems.push(`layer.json: ${walk.file} has no ${what} “${name}” of ${one.name}; it has ${there}`);
  return [];
};
