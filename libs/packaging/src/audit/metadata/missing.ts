import type { Finding } from '@layerkit/artifact';
import { normalizeProjectName } from '@layerkit/platform-resolution';
import { commonPath, count, groupBy, listExamples } from '../examples.ts';
import { runtimeModules } from '../shadowing/runtime-modules.ts';
import type { AuditSubject } from '../subject.ts';
import type { ModuleUnit } from './layer-modules.ts';
import type { LostLookup } from './lost-lookups.ts';
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
    return { findings: [wholeFinding(unclaimed, publicNames(topLevels))], explained: new Set() };
  const required = unclaimed.missing.flatMap((missing) => {
    const name = [...topLevels.keys()].find((topLevel) => isNameOf(topLevel, missing.name));
    return name === undefined ? [] : [{ missing, name, units: topLevels.get(name) ?? [] }];
  });
  const told = new Set([...required.map(({ name }) => name), ...lookups.map(({ topLevel }) => topLevel)]);
  const rest = [...topLevels].filter(([name]) => !told.has(name));
  return {
    findings: [
      ...required.map((found) => requiredFinding(found)),
      ...[...groupBy(lookups, ({ topLevel }) => topLevel).values()].map(lookupFinding),
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
const isThirdParty = ({ files, pythonRoots }: AuditSubject, topLevels: TopLevels): boolean => {
  const all = [...topLevels];
  const marked = all.filter(([name, units]) => runtimeModules.has(name) || units.some(isMarked)).length;
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

const wholeFinding = ({ subject, lookups }: Unclaimed, names: readonly string[]): Finding => {
  const asking = [...new Set(lookups.map(({ module }) => module))];
  const fails =
    asking.length === 0
      ? ''
      : `; ${listExamples(asking)} ${asking.length === 1 ? 'asks' : 'ask'} for it at import and fail${asking.length === 1 ? 's' : ''}`;
  return {
    code: 'metadata/missing',
    severity: 'error',
    path: commonPath(subject.pythonRoots),
    message: `${count(names.length)} packages without .dist-info: ${listExamples(names)}${fails}`,
    hint: 'Keep the .dist-info folders: versions and entry points (plugins, opentelemetry’s context) are read from them.',
  };
};

/** The usual ways to name a project after its module: `python-dateutil`, `PyJWT`, `opentelemetry-api`. */
const isNameOf = (topLevel: string, project: string): boolean => {
  const name = normalizeProjectName(topLevel);
  return [name, `python-${name}`, `py${name}`, `${name}-python`, `${name}-py`].includes(project);
};

const requiredFinding = ({
  missing,
  name,
  units,
}: {
  missing: MissingDistribution;
  name: string;
  units: readonly ModuleUnit[];
}): Finding => {
  const askers = missing.requiredBy.map(({ by, text }) => `${by.name} (${text})`);
  return {
    code: 'metadata/missing',
    severity: 'error',
    path: commonPath(units.map(({ path }) => path)),
    package: missing.name,
    message: `${name} is in the layer without its .dist-info; ${listExamples(askers)} ${askers.length === 1 ? 'requires' : 'require'} ${missing.name}, and its version can’t be told`,
    hint: 'Keep the .dist-info folders: versions and entry points are read from them.',
  };
};

const lookupFinding = (lookups: readonly [LostLookup, ...LostLookup[]]): Finding => {
  const [{ topLevel, module, path, distribution }] = lookups;
  const version = lookups.find(({ lookup }) => lookup.kind !== 'group')?.lookup;
  const named = distribution ?? (version?.kind === 'own-package' ? topLevel : version?.name);
  const asked = [
    ...new Set(
      lookups.map(({ lookup: { kind, name } }) =>
        kind === 'group'
          ? `an entry point of the group ${name}`
          : `the version of ${kind === 'own-package' ? topLevel : name}`,
      ),
    ),
  ];
  return {
    code: 'metadata/lookup-lost',
    severity: lookups.some(({ lookup }) => lookup.runs === 'always') ? 'error' : 'warning',
    path,
    ...(named === undefined ? {} : { package: normalizeProjectName(named) }),
    message: `${module} asks for ${listExamples(asked)} when it is imported; the .dist-info that has it is not in the layer`,
    hint: 'Keep the package’s whole .dist-info: its import fails without.',
  };
};

const ownModulesNote = (rest: readonly (readonly [string, readonly ModuleUnit[]])[]): Finding => ({
  code: 'metadata/missing',
  severity: 'note',
  path: commonPath(rest.flatMap(([, units]) => units.map(({ path }) => path))),
  message: `no distribution claims ${listExamples(rest.map(([name]) => name))}`,
  hint: 'Own sources need no .dist-info; a package from an index lost its own, and its version can’t be looked up.',
});
