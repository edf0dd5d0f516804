import type { LayerDefinition, ZipFacts } from '@layerkit/artifact';
import type { LayerkitError } from '@layerkit/failure';
import type { Target } from '@layerkit/platform-resolution';
import { type AuditReport, openSubject, overLimits, requirersOf } from '@layerkit/audit';
import type { WheelNotes } from '@layerkit/wheels';
import { type LayerPlan, spliceLayer } from '@layerkit/assembly';
import { fitsZip } from '@layerkit/zip';
import { auditBuild, auditFailure } from '../audit-build/audit-build.ts';

export interface JudgedPlan {
  readonly plan: LayerPlan;
  readonly definition: LayerDefinition;
  readonly target: Target;
  readonly notes: WheelNotes;
  /** Reads the layer’s requirements. Called only if the zip is too large. */
  readonly readRequirements: () => Promise<readonly string[]>;
}

export interface JudgedZip {
  readonly zip: ZipFacts;
  /** Absent if the zip is too large, because it is not audited. */
  readonly report?: AuditReport;
  /** The reason to reject the zip: layer/too-large, layer/budget-exceeded or audit/failed. */
  readonly failure?: LayerkitError | undefined;
}

/**
 * Writes a planned zip and checks its size and its findings.
 * @throws LayerkitError layer/empty, archive/invalid; layer/too-large if the zip cannot be written at all
 */
export const writeJudged = async (judged: JudgedPlan, zipPath: string): Promise<JudgedZip> => {
  const { plan, definition, target } = judged;
  const limits = { size: plan.size, packages: plan.packages, budget: definition.budget };
  const over = overLimits(limits);
  if (over !== undefined && !fitsZip(plan.size)) throw over;
  const zip = await spliceLayer(plan, zipPath);
  if (over !== undefined) {
    const requirers = requirersOf(await openSubject({ zipPath, target }), await judged.readRequirements());
    return { zip, failure: overLimits({ ...limits, requirers }) };
  }
  const report = await auditBuild({ ...judged, zipPath });
  return { zip, report, failure: auditFailure(report) };
};
