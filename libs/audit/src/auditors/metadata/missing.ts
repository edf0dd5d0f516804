import type { Finding } from '@layerkit/artifact';
import { normalizeProjectName, offeredPackages } from '@layerkit/platform-resolution';
import { groupBy } from '@layerkit/zip';
import type { AuditSubject } from '../../subject/subject.ts';
import type { ModuleUnit } from '../../distributions/layer-modules.ts';
import type { LostLookup } from './lost-lookups.ts';
import { projectNames } from './project-names.ts';
import { lookupFinding, ownModulesNote, requiredFinding, wholeFinding } from './missing-findings.ts';
import type { MissingDistribution } from './requirements.ts';

/** What is known of modules that no distribution claims. */
export interface Unclaimed {
  readonly subject: AuditSubject;
  readonly units: readonly ModuleUnit[];
  readonly lookups: readonly LostLookup[];
  readonly missing: readonly MissingDistribution[];
}

export interface MissingMetadata {
  readonly findings: readonly Finding[];
  /** Distributions whose modules are there: that they seem not to be is explained. */
  readonly explained: ReadonlySet<string>;
}

/**
 * Names packages whose `.dist-info` is gone. A layer’s own modules have none and need none, so it takes
 * evidence: that nothing has any, that another distribution requires it, or that it asks for it at import.
 */
export const findMissingMetadata = (unclaimed: Unclaimed): MissingMetadata => {
  const { subject, units, lookups } = unclaimed;
  const topLevels = groupBy(units, ({ topLevel }) => topLevel);
  if (subject.distributions.length === 0 && isThirdParty(subject, topLevels))
    return {
      findings: [wholeFinding(subject.pythonRoots, publicNames(topLevels), lookups)],
      explained: new Set(),
    };
  const required = unclaimed.missing.flatMap((missing) => {
    const found = [...topLevels].find((topLevel) => isNameOf(topLevel, missing.name));
    return found === undefined ? [] : [{ missing, name: found[0], units: found[1] }];
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

/** Whose files are whose can be told: there is metadata, and none without a RECORD. */
const isKnown = ({ distributions }: AuditSubject): boolean =>
  distributions.length > 0 && distributions.every(({ record }) => record !== undefined);

type TopLevels = ReadonlyMap<string, readonly [ModuleUnit, ...ModuleUnit[]]>;

/** `_cffi_backend` comes with `cffi`: it is not counted for itself. */
const publicNames = (topLevels: TopLevels): readonly string[] => {
  const names = [...topLevels.keys()].sort();
  const open = names.filter((name) => !name.startsWith('_'));
  return open.length === 0 ? names : open;
};

/** Files that published packages have at their top, and a layer’s own modules seldom. */
const publishedFile = /^(?:_version|__version__|version|__about__|_about)\.py$/;

/** Enough of the modules bear the marks of published packages: who writes their own has few. */
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

/** Named as projects usually are after their module; `opentelemetry-api` for a part of a namespace. */
const isNameOf = ([topLevel, units]: readonly [string, readonly ModuleUnit[]], project: string): boolean => {
  const isNamespace = units.some(
    ({ path }) => !path.endsWith(`/${topLevel}/`) && path.includes(`/${topLevel}/`),
  );
  return (
    projectNames(topLevel).includes(project) ||
    (isNamespace && project.startsWith(`${normalizeProjectName(topLevel)}-`))
  );
};
