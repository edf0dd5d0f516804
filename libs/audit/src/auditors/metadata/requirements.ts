import type { Finding } from '@layerkit/artifact';
import {
  formatTarget,
  isSpecifier,
  isVersion,
  markerEnvironment,
  offeredPackages,
  satisfies,
  type MarkerEnvironment,
} from '@layerkit/platform-resolution';
import { groupBy } from '@layerkit/zip';
import { listExamples } from '../../findings/examples.ts';
import type { AuditSubject, Distribution } from '../../subject/subject.ts';
import { type ActiveRequirement, activeRequirements } from '../../distributions/active-requirements.ts';

/** A distribution that others require and the layer has not. */
export interface MissingDistribution {
  readonly name: string;
  readonly requiredBy: readonly [ActiveRequirement, ...ActiveRequirement[]];
  /** Whether the runtime has it. */
  readonly provided: boolean;
}

export interface UnmetRequirements {
  readonly missing: readonly MissingDistribution[];
  /** Versions that don’t match, of other distributions and of Python. */
  readonly mismatches: readonly Finding[];
}

/** What the distributions of a layer require on its target, held against what is in it. */
export const findUnmetRequirements = ({ distributions, target }: AuditSubject): UnmetRequirements => {
  const environment = markerEnvironment(target);
  const active = activeRequirements(distributions, environment);
  const byName = groupBy(distributions, ({ name }) => name);
  const lacking = active.filter(({ requirement }) => !byName.has(requirement.name));
  return {
    missing: [...groupBy(lacking, ({ requirement }) => requirement.name)].map(([name, requiredBy]) => ({
      name,
      requiredBy,
      provided: offeredPackages(target.runtime)?.some((offered) => offered.name === name) ?? false,
    })),
    mismatches: [
      ...active.flatMap((found) => mismatchOf(found, byName.get(found.requirement.name) ?? [])),
      ...pythonMismatches(distributions, environment).map((found) =>
        pythonMismatch(found, formatTarget(target)),
      ),
    ],
  };
};

const mismatchOf = (
  { by, requirement, text }: ActiveRequirement,
  present: readonly Distribution[],
): readonly Finding[] => {
  // Where one of several fits, that there are several is the finding.
  const fits = ({ version }: Distribution): boolean =>
    // A version from before PEP 440 can’t be compared.
    !isVersion(version) || satisfies(version, requirement.specifiers);
  if (present.length === 0 || present.some(fits)) return [];
  const versions = present.map(({ version }) => version).join(' and ');
  return [
    {
      code: 'metadata/requirement-mismatch',
      severity: 'error',
      path: metadataOf(by),
      package: by.name,
      message: `${by.name} ${by.version} requires ${text}; the layer has ${requirement.name} ${versions}`,
      hint: 'Resolve all requirements in one run: versions that were chosen apart need not fit each other.',
    },
  ];
};

/** Most packages say one of a few things. */
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

/** A requirement that nothing meets; a note where the runtime has what is missing. */
export const missingFinding = ({ name, requiredBy, provided }: MissingDistribution): Finding => {
  const [first] = requiredBy;
  const askers = listExamples(requiredBy.map(({ by, text }) => `${by.name} ${by.version} (${text})`));
  return {
    code: 'metadata/requirement-missing',
    severity: provided ? 'note' : 'error',
    path: metadataOf(first.by),
    package: name,
    message: provided
      ? `${name} is not in the layer, and required by ${askers}: the runtime’s own is used, of a version that AWS chooses`
      : `${name} is not in the layer, and required by ${askers}`,
    hint: provided
      ? 'Bring it along to fix its version.'
      : 'Install with dependencies (without --no-deps) for the target; if another layer brings it, say so in audit.ignore.',
  };
};

const metadataOf = ({ directory }: Distribution): string =>
  directory.endsWith('/')
    ? `${directory}${directory.endsWith('.dist-info/') ? 'METADATA' : 'PKG-INFO'}`
    : directory;
