import type { Finding } from '@layerkit/artifact/finding';
import { leftOutPaths } from '@layerkit/artifact/manifest';
import { documentation, LayerkitError } from '@layerkit/failure';
import { formatTarget } from '@layerkit/platform-resolution';
import type { LayerPlan } from '@layerkit/assembly';
import type { WheelNotes } from '@layerkit/wheels/store';
import { type AuditReport, auditSubject, checkStructure } from '@layerkit/audit';
import { describeGroup, groupFindings } from '@layerkit/audit/findings';
import { openSubject } from '@layerkit/audit/subject';
import type { LayerInputs } from '../layer-inputs.ts';
import { wheelBinaryNotes } from './wheel-binary-notes.ts';
import { wheelSourceNotes } from './wheel-source-notes.ts';
import { wheelsByPath } from './wheels-by-path.ts';

export interface BuildAudit {
  /** The finished zip, which still has a temporary name. */
  readonly zipPath: string;
  readonly plan: LayerPlan;
  readonly layer: LayerInputs;
  /** The store’s wheel facts, which include headers of binaries. */
  readonly notes: WheelNotes;
}

/**
 * Audits the zip of a build.
 * @throws LayerkitError archive/invalid, layer/empty
 */
export const auditBuild = async ({ zipPath, plan, layer, notes }: BuildAudit): Promise<AuditReport> => {
  const { definition, target } = layer;
  const subject = await openSubject({
    zipPath,
    target,
    dropped: leftOutPaths(plan),
    // the lock has only requirements and their dependencies
    requested: new Set(plan.packages.map(({ name }) => name)),
    places: plan.files?.places ?? [],
    provided: plan.provided.map(({ name, by, providedVersion }) => ({ name, by, version: providedVersion })),
    isMadeOfWheels: true,
    // planLayer has checked every wheel, and the other inputs are layerkit’s own
    isProven: true,
  });
  checkStructure(subject);
  const wheelOf = wheelsByPath(plan);
  return auditSubject(
    {
      ...subject,
      knownBinaries: wheelBinaryNotes({ wheelOf, notes, target }),
      knownSources: wheelSourceNotes({ wheelOf, notes }),
    },
    { ignore: definition.audit?.ignore, budget: definition.budget },
  );
};

/**
 * Returns the error audit/failed with all error findings, or `undefined` if there are none.
 * @param definition the name of the file that may ignore findings
 */
export const auditFailure = (
  { findings, subject }: AuditReport,
  definition: DefinitionName = 'layer.json',
): LayerkitError | undefined =>
  failureOf(findings, {
    problem: `the ${subject.role ?? 'layer'} cannot work on ${formatTarget(subject.target)}`,
    definition,
  });

export type DefinitionName = 'layer.json' | 'function.json';

/** Returns the error audit/failed for the error findings of any audit, or `undefined` if there are none. */
export const failureOf = (
  findings: readonly Finding[],
  { problem, definition }: { readonly problem: string; readonly definition: DefinitionName },
): LayerkitError | undefined => {
  const errors = groupFindings(findings.filter(({ severity }) => severity === 'error'));
  if (errors.length === 0) return undefined;
  return new LayerkitError({
    code: 'audit/failed',
    message: `${problem}: the audit found ${errors.length} ${errors.length === 1 ? 'error' : 'errors'}`,
    problems: errors.map((group) => `${describeGroup(group)}. ${group[0].hint}`),
    hint: `Look the codes up in ${documentation('findings')}. Add harmless findings to audit.ignore in ${definition}, with a reason.`,
  });
};
