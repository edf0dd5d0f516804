import type { Finding, FindingCode, IgnoredFinding } from '@layerkit/artifact/finding';
import {
  findUnmetRequirements,
  metadataOf,
  type MissingDistribution,
  type Mismatch,
} from '../../auditors/metadata/requirements.ts';
import { projectNames } from '../../auditors/metadata/project-names.ts';
import { findLayerModules } from '../../distributions/layer-modules.ts';
import { listExamples } from '../../findings/examples.ts';
import type { Distribution } from '../../subject/subject.ts';
import type { Copies } from '../distributions.ts';
import type { Stack, StackZip } from '../stack.ts';

export interface RequirementFindings {
  readonly findings: readonly Finding[];
  /** Those that the definitions of the requiring layers ignore already. */
  readonly ignored: readonly IgnoredFinding[];
}

/**
 * Returns findings for requirements of the distributions that Python finds, if no distribution of the stack meets them.
 * Packages that the runtime ships, and those whose modules are in the stack without metadata, are not missing.
 */
export const requirementFindings = (stack: Stack, copies: readonly Copies[]): RequirementFindings => {
  const winners = new Map(copies.map(({ name, winner }) => [name, winner.zip]));
  const zipOf = new Map(copies.map(({ winner }) => [winner.distribution, winner.zip]));
  const { missing, mismatches } = findUnmetRequirements({
    distributions: [...zipOf.keys()],
    target: stack.target,
  });
  const lost = missing.filter(({ provided }) => !provided);
  const present = lost.length === 0 ? new Set<string>() : projectsOf(stack);
  const judged = [
    ...mismatches.map((found) => judgeMismatch(found, zipOf, winners)),
    ...lost.filter(({ name }) => !present.has(name)).map((found) => judgeMissing(found, zipOf, stack.unread)),
  ];
  return {
    findings: judged.flatMap(({ finding, reason }) => (reason === undefined ? [finding] : [])),
    ignored: judged.flatMap(({ finding, reason }) => (reason === undefined ? [] : [{ finding, reason }])),
  };
};

interface Judged {
  readonly finding: Finding;
  readonly reason: string | undefined;
}

type ZipOf = ReadonlyMap<Distribution, StackZip>;

const judgeMismatch = (found: Mismatch, zipOf: ZipOf, winners: ReadonlyMap<string, StackZip>): Judged => {
  const { by, requirement, text, versions } = found;
  const from = zipOf.get(by);
  const said = `${by.name} ${by.version} requires ${text};`;
  return {
    finding: {
      code: 'stack/requirement-mismatch',
      severity: 'error',
      path: metadataOf(by),
      package: by.name,
      message: `${by.name} ${by.version} of ${from?.name ?? ''} requires ${text}; Python imports ${requirement.name} ${versions.join(' and ')} of ${winners.get(requirement.name)?.name ?? ''}`,
      hint: 'Lock the layers to versions that fit together, or put both packages into one layer, so that they are resolved in one run.',
    },
    reason: reasonOf(from, 'metadata/requirement-mismatch', ({ message }) => message.startsWith(said)),
  };
};

/** A layer that could not be read may have the package. */
const judgeMissing = (
  { name, requiredBy }: MissingDistribution,
  zipOf: ZipOf,
  unread: Stack['unread'],
): Judged => {
  const askers = requiredBy.map(({ by, text }) => `${by.name} ${by.version} (${text})`);
  const [first] = requiredBy;
  const reasons = requiredBy.map(({ by }) =>
    reasonOf(zipOf.get(by), 'metadata/requirement-missing', (finding) => finding.package === name),
  );
  return {
    finding: {
      code: 'stack/requirement-missing',
      severity: unread.length === 0 ? 'error' : 'warning',
      path: metadataOf(first.by),
      package: name,
      message: `${name} is in no zip of the stack${unread.length === 0 ? '' : ' that could be read'} but required by ${listExamples(askers)} of ${zipOf.get(first.by)?.name ?? ''}`,
      hint: 'Add it to the requirements of a layer, and lock and build that layer.',
    },
    reason: reasons.includes(undefined) ? undefined : reasons[0],
  };
};

/** Returns the reason that the definition of a zip gives for ignoring a finding of its own audit. */
const reasonOf = (
  zip: StackZip | undefined,
  code: FindingCode,
  isIt: (finding: Finding) => boolean,
): string | undefined => zip?.ignored.find(({ finding }) => finding.code === code && isIt(finding))?.reason;

/** Returns the usual project names of all modules of a stack. */
const projectsOf = ({ code, layers }: Stack): ReadonlySet<string> =>
  new Set(
    [...(code === undefined ? [] : [code]), ...layers].flatMap(({ subject }) =>
      findLayerModules(subject).units.flatMap(({ topLevel }) => projectNames(topLevel)),
    ),
  );
