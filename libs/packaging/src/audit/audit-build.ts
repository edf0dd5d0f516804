import type { LayerDefinition, LeftOut } from '@layerkit/artifact';
import { LayerkitError } from '@layerkit/failure';
import { formatTarget, packagesFolder, type Target } from '@layerkit/platform-resolution';
import type { LayerPlan } from '../splice/layer-plan.ts';
import type { WheelNotes } from '../store/wheel-notes.ts';
import { auditSubject, type AuditReport } from './audit-layer.ts';
import { wheelBinaryNotes } from './binaries/wheel-binary-notes.ts';
import { describeGroup, groupFindings } from './group-findings.ts';
import { openSubject } from './open-subject.ts';
import { checkStructure } from './structure/check-structure.ts';

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
    dropped: leftOut(plan),
    // The lock has what was asked for and what that requires: nothing came along by itself.
    requested: new Set(plan.packages.map(({ name }) => name)),
    isMadeOfWheels: true,
  });
  checkStructure(subject);
  return auditSubject(
    { ...subject, binaryNotes: wheelBinaryNotes(build) },
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

/** What a plan and a manifest have in common on this. */
export interface LeftOutFiles {
  readonly pruned: readonly { readonly files: readonly LeftOut[] }[];
  readonly notInstalled: readonly LeftOut[];
}

/** Paths in the zip of what rules dropped and what only an installer needs: they are not missed. */
export const leftOut = ({ pruned, notInstalled }: LeftOutFiles): ReadonlySet<string> =>
  new Set([
    ...pruned.flatMap(({ files }) => files.map(({ path }) => path)),
    ...notInstalled.map(({ path }) => packagesFolder.python + path),
  ]);
