import type { LayerDefinition, ZipFacts } from '@layerkit/artifact';
import type { LayerkitError } from '@layerkit/failure';
import type { Target } from '@layerkit/platform-resolution';
import { auditBuild, auditFailure } from '../audit/audit-build.ts';
import type { AuditReport } from '../audit/audit-layer.ts';
import { openSubject } from '../audit/open-subject.ts';
import { overLimits } from '../audit/size/limits.ts';
import { requirersOf } from '../audit/size/requirers-of.ts';
import type { WheelNotes } from '../store/wheel-notes.ts';
import type { LayerPlan } from '../splice/layer-plan.ts';
import { fitsZip, spliceLayer } from '../splice/splice-layer.ts';

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
  if (over !== undefined && !fitsZip(plan)) throw over;
  if (over !== undefined) {
    const zip = await spliceLayer(plan, zipPath);
    const requirers = requirersOf(await openSubject({ zipPath, target }), await judged.readRequirements());
    return { zip, failure: overLimits({ ...limits, requirers }) };
  }
  const audited: { report?: AuditReport } = {};
  const zip = await spliceLayer(plan, zipPath, async (written) => {
    audited.report = await auditBuild({ ...judged, zipPath: written });
  });
  const { report } = audited;
  return { zip, ...(report && { report, failure: auditFailure(report) }) };
};
