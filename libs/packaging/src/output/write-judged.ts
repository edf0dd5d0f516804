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
  /** What the layer itself requires: asked for only where the zip is too large. */
  readonly readRequirements: () => Promise<readonly string[]>;
}

export interface JudgedZip {
  readonly zip: ZipFacts;
  /** None of a zip that is too large: it is not audited. */
  readonly report?: AuditReport;
  /** Why it must not be used: layer/too-large, layer/budget-exceeded, audit/failed. */
  readonly failure?: LayerkitError | undefined;
}

/**
 * Writes a planned zip, and says whether it may be used.
 * @throws LayerkitError layer/empty, archive/invalid; layer/too-large for what can’t be written at all
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
