import { leftOutPaths, type LayerDefinition } from '@layerkit/artifact';
import { LayerkitError } from '@layerkit/failure';
import { formatTarget, type Target } from '@layerkit/platform-resolution';
import type { LayerPlan } from '@layerkit/assembly';
import type { WheelNotes } from '@layerkit/wheels';
import {
  type AuditReport,
  auditSubject,
  checkStructure,
  describeGroup,
  groupFindings,
  openSubject,
} from '@layerkit/audit';
import { wheelBinaryNotes } from './wheel-binary-notes.ts';

export interface BuildAudit {
  /** The finished zip, under whatever name it has until it is found sound. */
  readonly zipPath: string;
  readonly target: Target;
  readonly plan: LayerPlan;
  readonly definition: LayerDefinition;
  /** Where it stands what was found of the wheels’ binaries before. */
  readonly notes: WheelNotes;
}

/**
 * Audits a zip that was just built by its plan.
 * @throws LayerkitError archive/invalid, layer/empty
 */
export const auditBuild = async (build: BuildAudit): Promise<AuditReport> => {
  const { zipPath, target, plan, definition } = build;
  const subject = await openSubject({
    zipPath,
    target,
    dropped: leftOutPaths(plan),
    // The lock has what was asked for and what that requires: nothing came along by itself.
    requested: new Set(plan.packages.map(({ name }) => name)),
    isMadeOfWheels: true,
  });
  checkStructure(subject);
  return auditSubject(
    { ...subject, knownBinaries: wheelBinaryNotes(build) },
    { ignore: definition.audit?.ignore, budget: definition.budget },
  );
};

/** Why a zip is refused in which an audit has found errors: audit/failed with all of them. Undefined where there are none. */
export const auditFailure = ({ findings, subject }: AuditReport): LayerkitError | undefined => {
  const errors = groupFindings(findings.filter(({ severity }) => severity === 'error'));
  if (errors.length === 0) return undefined;
  return new LayerkitError({
    code: 'audit/failed',
    message: `the layer can’t work on ${formatTarget(subject.target)}: ${errors.length} ${errors.length === 1 ? 'cause' : 'causes'} found in the finished zip`,
    problems: errors.map((group) => `${describeGroup(group)}. ${group[0].hint}`),
    hint: 'docs/findings.md explains each code; what does no harm here goes into audit.ignore of layer.json, with the reason.',
  });
};
