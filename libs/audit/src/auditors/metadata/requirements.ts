import type { Finding } from '@layerkit/artifact/finding';
import { formatTarget } from '@layerkit/platform-resolution';
import type { ZipRole } from '@layerkit/platform-resolution/layout';
import {
  isSpecifier,
  isVersion,
  markerEnvironment,
  satisfies,
  type MarkerEnvironment,
} from '@layerkit/platform-resolution/requirements';
import { offeredPackages } from '@layerkit/platform-resolution/runtimes';
import { groupBy } from '@layerkit/zip';
import { listExamples } from '../../findings/examples.ts';
import type { AuditSubject, Distribution, ProvidedDistribution } from '../../subject/subject.ts';
import { type ActiveRequirement, activeRequirements } from '../../distributions/active-requirements.ts';

/** A distribution that others require and that is not in the layer. */
export interface MissingDistribution {
  readonly name: string;
  readonly requiredBy: readonly [ActiveRequirement, ...ActiveRequirement[]];
  /** Whether the runtime ships it. */
  readonly provided: boolean;
}

/** A requirement that no copy of the required distribution meets. */
export interface Mismatch extends ActiveRequirement {
  readonly versions: readonly string[];
  /** The other layer that has the distribution. By default it is in this one. */
  readonly in?: string | undefined;
}

export interface UnmetRequirements {
  readonly missing: readonly MissingDistribution[];
  readonly mismatches: readonly Mismatch[];
}

/** Compares the requirements of distributions, evaluated for the target, with the distributions that are there. */
export const findUnmetRequirements = ({
  distributions,
  target,
  provided = [],
}: Pick<AuditSubject, 'distributions' | 'target' | 'provided'>): UnmetRequirements => {
  const environment = markerEnvironment(target);
  const active = activeRequirements(distributions, environment);
  const byName = groupBy(distributions, ({ name }) => name);
  const elsewhere = new Map(provided.map((one) => [one.name, one]));
  const lacking = active.filter(
    ({ requirement }) => !byName.has(requirement.name) && !elsewhere.has(requirement.name),
  );
  return {
    missing: [...groupBy(lacking, ({ requirement }) => requirement.name)].map(([name, requiredBy]) => ({
      name,
      requiredBy,
      provided: offeredPackages(target.runtime)?.some((offered) => offered.name === name) ?? false,
    })),
    mismatches: active.flatMap((found) => [
      ...mismatchOf(found, (byName.get(found.requirement.name) ?? []).slice(0, mostCopies)),
      ...mismatchElsewhere(found, elsewhere.get(found.requirement.name)),
    ]),
  };
};

/** More copies of a distribution are not compared: `duplicates` reports them. */
const mostCopies = 10;

const mismatchOf = (required: ActiveRequirement, present: readonly Distribution[]): readonly Mismatch[] => {
  // If one of several copies fits, the finding is that there are several.
  const fits = ({ version }: Distribution): boolean =>
    // A version that is not valid under PEP 440 can’t be compared.
    !isVersion(version) || satisfies(version, required.requirement.specifiers);
  if (present.length === 0 || present.some(fits)) return [];
  return [{ ...required, versions: present.map(({ version }) => version) }];
};

/** A distribution of another layer without a known version is not compared. */
const mismatchElsewhere = (
  required: ActiveRequirement,
  { version, by }: Omit<ProvidedDistribution, 'name'> = {},
): readonly Mismatch[] =>
  version === undefined || !isVersion(version) || satisfies(version, required.requirement.specifiers)
    ? []
    : [{ ...required, versions: [version], in: by }];

/** Returns the finding for a version that does not match a requirement. */
export const mismatchFinding = (
  { by, requirement, text, versions, in: other }: Mismatch,
  role: ZipRole = 'layer',
): Finding => ({
  code: 'metadata/requirement-mismatch',
  severity: 'error',
  path: metadataOf(by),
  package: by.name,
  message: `${by.name} ${by.version} requires ${text}; ${other ?? `the ${role}`} has ${requirement.name} ${versions.join(' and ')}`,
  hint:
    other === undefined
      ? 'Resolve all requirements in one run: versions that are resolved separately may conflict.'
      : `Lock ${other} and this ${role} to versions that fit together, or keep the package in this ${role}.`,
});

/** Returns findings for distributions whose `Requires-Python` excludes the target. */
export const pythonFindings = ({ distributions, target }: AuditSubject): readonly Finding[] =>
  pythonMismatches(distributions, markerEnvironment(target)).map((found) =>
    pythonMismatch(found, formatTarget(target)),
  );

/**
 * Returns the distributions whose `Requires-Python` excludes the target. Most packages share a few values, so
 * each value is checked once.
 */
const pythonMismatches = (
  distributions: readonly Distribution[],
  environment: MarkerEnvironment,
): readonly Distribution[] =>
  [...groupBy(distributions, ({ requiresPython = '' }) => requiresPython)].flatMap(([wanted, all]) =>
    fitsPython(wanted, environment) ? [] : all,
  );

const fitsPython = (wanted: string, environment: MarkerEnvironment): boolean =>
  !isSpecifier(wanted) ||
  satisfies(environment.python_full_version, wanted) ||
  satisfies(environment.python_version, wanted);

const pythonMismatch = (distribution: Distribution, target: string): Finding => ({
  code: 'metadata/requirement-mismatch',
  severity: 'error',
  path: metadataOf(distribution),
  package: distribution.name,
  message: `${distribution.name} ${distribution.version} requires Python ${distribution.requiresPython ?? ''}; the target is ${target}`,
  hint: 'Resolve the requirements for the Python version of the target.',
});

/** Returns the finding for a missing requirement: an error, or a note if the runtime ships the distribution. */
export const missingFinding = (
  { name, requiredBy, provided }: MissingDistribution,
  role: ZipRole = 'layer',
): Finding => {
  const [first] = requiredBy;
  const askers = listExamples(requiredBy.map(({ by, text }) => `${by.name} ${by.version} (${text})`));
  return {
    code: 'metadata/requirement-missing',
    severity: provided ? 'note' : 'error',
    path: metadataOf(first.by),
    package: name,
    message: provided
      ? `${name} is not in the ${role} but required by ${askers}; the runtime’s copy is used, and AWS chooses its version`
      : `${name} is not in the ${role} but required by ${askers}`,
    hint: provided
      ? `Add it to the ${role} to pin its version.`
      : 'Install it with its dependencies (without --no-deps) for the target. If another layer provides it, name that layer in providedBy of layer.json, or ignore the finding in audit.ignore.',
  };
};

/** Returns the path in the zip of a distribution’s metadata file. */
export const metadataOf = ({ directory }: Distribution): string =>
  directory.endsWith('/')
    ? `${directory}${directory.endsWith('.dist-info/') ? 'METADATA' : 'PKG-INFO'}`
    : directory;
