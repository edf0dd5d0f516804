import { normalizeProjectName } from '@layerkit/platform-resolution/requirements';
import { offeredPackages } from '@layerkit/platform-resolution/runtimes';
import { findLookups, type Lookup } from './lookups/find-lookups.ts';
import { readAuditedFiles } from '../../subject/read-audited-files.ts';
import type { AuditedFile, AuditSubject } from '../../subject/subject.ts';
import type { ModuleUnit } from '../../distributions/layer-modules.ts';
import { projectNames } from './project-names.ts';

/** A module that looks up, at import, metadata that the layer does not have. */
export interface LostLookup {
  readonly topLevel: string;
  /** Set if only the distribution’s entry points are missing. */
  readonly distribution: string | undefined;
  readonly path: string;
  /** The module’s dotted name: `httpx2.__version__`. */
  readonly module: string;
  readonly lookup: Lookup;
}

/** The modules of a layer, split by whether a distribution claims them. */
export interface LayerUnits {
  readonly unclaimed: readonly ModuleUnit[];
  readonly claimed: readonly ModuleUnit[];
  /** Normalized names of distributions that others require and that seem to be missing. */
  readonly required: ReadonlySet<string>;
}

/**
 * Searches modules for lookups that fail their import. It always reads modules without metadata, because a
 * module with metadata finds its own. It reads the other modules only if they could look up one that has no
 * metadata.
 */
export const findLostLookups = async (
  subject: AuditSubject,
  { unclaimed, claimed, required }: LayerUnits,
): Promise<readonly LostLookup[]> => {
  const others = subject.isMadeOfWheels === true ? new Set<string>() : namesOf(unclaimed, required);
  const units: readonly SearchedUnit[] = [
    ...(others.size === 0 ? [] : claimed.map((unit) => ({ ...unit, others }))),
    ...unclaimed,
    ...withoutEntryPoints(subject),
  ];
  const unitOf = new Map(units.flatMap((unit) => unit.files.map((file) => [file, unit])));
  const sources = [...unitOf.keys()].filter(
    ({ path, packed }) => /(?<!__main__)\.py$/.test(path) && packed.unpackedBytes <= mostBytes,
  );
  const known = knownIn(subject);
  const found: LostLookup[] = [];
  for await (const { file, content } of readAuditedFiles(subject, sources)) {
    const unit = unitOf.get(file);
    if (unit === undefined || content === undefined || !marks.some((mark) => content.includes(mark)))
      continue;
    for (const lookup of findLookups(content.toString()))
      if (isLost({ lookup, unit, file }, known))
        found.push({
          topLevel: unit.topLevel,
          distribution: unit.distribution,
          path: file.path,
          module: moduleName(file.path, subject.pythonRoots),
          lookup,
        });
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
};

/**
 * Returns the project names by which modules without metadata may be looked up. Names that a distribution
 * requires are left out, because they already have a finding.
 */
const namesOf = (unclaimed: readonly ModuleUnit[], required: ReadonlySet<string>): ReadonlySet<string> =>
  new Set(
    unclaimed
      .map(({ topLevel }) => projectNames(topLevel))
      .filter((names) => !names.some((name) => required.has(name)))
      .flat(),
  );

/** Larger files are not hand-written sources. */
const mostBytes = 1 << 24;

interface SearchedUnit extends ModuleUnit {
  readonly distribution?: string;
  /** If set, only lookups of these names can fail: the unit’s own metadata is present. */
  readonly others?: ReadonlySet<string>;
}

const marks = ['metadata', 'pkg_resources'];

const moduleName = (path: string, roots: readonly string[]): string => {
  const lengths = roots.filter((root) => path.startsWith(root)).map((root) => root.length);
  const inside = path.slice(Math.max(0, ...lengths));
  return inside.replace(/(?:\/__init__)?\.py$/, '').replaceAll('/', '.');
};

/** Returns the distributions that lack only the `entry_points.txt` listed in their RECORD. */
const withoutEntryPoints = ({ distributions, files }: AuditSubject): readonly SearchedUnit[] => {
  const lists = distributions.filter(
    ({ record = [], directory, entryPoints }) =>
      entryPoints.length === 0 && record.includes(`${directory}entry_points.txt`),
  );
  if (lists.length === 0) return [];
  const byPath = new Map(files.map((file) => [file.path, file]));
  return lists.map(({ name, directory, record = [] }) => ({
    topLevel: name,
    distribution: name,
    path: directory,
    files: record.map((path) => byPath.get(path)).filter((file) => file !== undefined),
  }));
};

interface FoundLookup {
  readonly lookup: Lookup;
  readonly unit: SearchedUnit;
  readonly file: AuditedFile;
}

interface Known {
  /** The names of the distributions of the layer and the runtime. */
  readonly names: ReadonlySet<string>;
  /** The groups that have entry points. */
  readonly groups: ReadonlySet<string>;
}

const knownIn = ({ distributions, target, provided = [] }: AuditSubject): Known => ({
  names: new Set(
    [...distributions, ...provided, ...(offeredPackages(target.runtime) ?? [])].map(({ name }) => name),
  ),
  groups: new Set(distributions.flatMap(({ entryPoints }) => entryPoints.map(({ group }) => group))),
});

const isLost = ({ lookup, unit, file }: FoundLookup, { names, groups }: Known): boolean => {
  const top = normalizeProjectName(unit.topLevel);
  const has = (name: string): boolean => names.has(name);
  if (unit.others !== undefined) {
    const asked = normalizeProjectName(lookup.name);
    return (
      lookup.kind === 'distribution' && lookup.runs === 'always' && unit.others.has(asked) && !has(asked)
    );
  }
  switch (lookup.kind) {
    case 'group':
      return lookup.runs === 'always' && !groups.has(lookup.name);
    case 'own-package':
      // The name of a module inside a package is never the name of a distribution.
      return file.path === `${unit.path}__init__.py` && !has(top);
    case 'distribution': {
      const name = normalizeProjectName(lookup.name);
      // A distribution with another name is optional for the module.
      const isOwn = name === top || name.startsWith(`${top}-`) || name.endsWith(`-${top}`);
      return isOwn && !has(name);
    }
  }
};
