import type { Finding } from '@layerkit/artifact/finding';
import { normalizeProjectName } from '@layerkit/platform-resolution/requirements';
import { offeredPackages } from '@layerkit/platform-resolution/runtimes';
import { groupBy } from '@layerkit/zip';
import type { AuditSubject } from '../../subject/subject.ts';
import type { ModuleUnit } from '../../distributions/layer-modules.ts';
import type { LostLookup } from './lost-lookups.ts';
import { projectNames } from './project-names.ts';
import { lookupFinding, ownModulesNote, requiredFinding, wholeFinding } from './missing-findings.ts';
import type { MissingDistribution } from './requirements.ts';

/** The facts about modules that no distribution claims. */
export interface Unclaimed {
  readonly subject: AuditSubject;
  readonly units: readonly ModuleUnit[];
  readonly lookups: readonly LostLookup[];
  readonly missing: readonly MissingDistribution[];
}

export interface MissingMetadata {
  readonly findings: readonly Finding[];
  /** Names of missing distributions whose modules are in the layer: their findings explain the absence. */
  readonly explained: ReadonlySet<string>;
}

/**
 * Finds packages whose `.dist-info` is missing. Own code has none and needs none, so a finding takes evidence:
 * nothing in the layer has a `.dist-info`, another distribution requires the package, or the package looks
 * itself up at import.
 */
export const findMissingMetadata = (unclaimed: Unclaimed): MissingMetadata => {
  const { subject, units, lookups } = unclaimed;
  const topLevels = groupBy(units, ({ topLevel }) => topLevel);
  if (subject.distributions.length === 0 && isThirdParty(subject, topLevels))
    return {
      findings: [wholeFinding(subject.pythonRoots, publicNames(topLevels), lookups)],
      explained: new Set(),
    };
  const findNamed = namesOf(topLevels);
  const required = unclaimed.missing.flatMap((missing) => {
    const name = findNamed(missing.name);
    const found = name === undefined ? undefined : topLevels.get(name);
    return name === undefined || found === undefined ? [] : [{ missing, name, units: found }];
  });
  const failing = groupBy(lookups, ({ topLevel }) => topLevel);
  const lost = required.filter(({ name }) => !failing.has(name));
  const told = new Set([...lost.map(({ name }) => name), ...failing.keys()]);
  const rest = [...topLevels].filter(([name]) => !told.has(name));
  return {
    findings: [
      ...lost.map(requiredFinding),
      ...[...failing.values()].map(lookupFinding),
      ...(rest.length === 0 || !isKnown(subject) ? [] : [ownModulesNote(rest)]),
    ],
    explained: new Set(required.map(({ missing }) => missing.name)),
  };
};

/** Returns whether the owner of each file is known: the layer has metadata, and each distribution has a RECORD. */
const isKnown = ({ distributions }: AuditSubject): boolean =>
  distributions.length > 0 && distributions.every(({ record }) => record !== undefined);

type TopLevels = ReadonlyMap<string, readonly [ModuleUnit, ...ModuleUnit[]]>;

/**
 * Returns the names without a leading underscore: `_cffi_backend` comes with `cffi` and is not counted
 * separately.
 */
const publicNames = (topLevels: TopLevels): readonly string[] => {
  const names = [...topLevels.keys()].sort();
  const open = names.filter((name) => !name.startsWith('_'));
  return open.length === 0 ? names : open;
};

/** Files that published packages have at their top level and own code rarely has. */
const publishedFile = /^(?:_version|__version__|version|__about__|_about)\.py$/;

/** Returns whether enough modules look like published packages. Own code consists of few modules. */
const isThirdParty = ({ files, pythonRoots, target }: AuditSubject, topLevels: TopLevels): boolean => {
  const all = [...topLevels];
  const offered = new Set(offeredPackages(target.runtime)?.map(({ module }) => module));
  const marked = all.filter(([name, units]) => offered.has(name) || units.some(isMarked)).length;
  const compiled = all.filter(([, units]) => units.some(hasCompiled)).length;
  const repaired = files.some(({ path }) =>
    pythonRoots.some(
      (root) => path.startsWith(root) && /^[\w.-]+\.(?:libs|dylibs)\//.test(path.slice(root.length)),
    ),
  );
  return repaired || marked >= 3 || (compiled > 0 && all.length > 1) || all.length >= 12;
};

const isMarked = ({ path, files }: ModuleUnit): boolean =>
  files.some((file) => file.path.startsWith(path) && publishedFile.test(file.path.slice(path.length)));

const hasCompiled = ({ files }: ModuleUnit): boolean => files.some(({ path }) => /\.(?:so|pyd)$/.test(path));

/**
 * Returns a function that finds the module of a project: by one of the module’s usual project names, or as a part
 * of a namespace, such as `opentelemetry-api`.
 */
const namesOf = (topLevels: TopLevels): ((project: string) => string | undefined) => {
  const usual = new Map<string, string>();
  const namespaces = new Map<string, string>();
  for (const [topLevel, units] of topLevels) {
    for (const name of projectNames(topLevel)) if (!usual.has(name)) usual.set(name, topLevel);
    if (isNamespace(topLevel, units)) namespaces.set(normalizeProjectName(topLevel), topLevel);
  }
  return (project) => {
    const parts = project.split('-');
    const outer = parts.map((_, at) => parts.slice(0, at).join('-')).find((name) => namespaces.has(name));
    return usual.get(project) ?? namespaces.get(outer ?? '');
  };
};

const isNamespace = (topLevel: string, units: readonly ModuleUnit[]): boolean =>
  units.some(({ path }) => !path.endsWith(`/${topLevel}/`) && path.includes(`/${topLevel}/`));
