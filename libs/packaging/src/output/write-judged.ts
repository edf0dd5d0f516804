import type { ZipFacts } from '@layerkit/artifact/manifest';
import type { LayerkitError } from '@layerkit/failure';
import { type AuditReport, overLimits } from '@layerkit/audit';
import { openSubject } from '@layerkit/audit/subject';
import { requirersOf } from '@layerkit/audit/why';
import type { WheelNotes } from '@layerkit/wheels/store';
import { type LayerPlan, spliceLayer } from '@layerkit/assembly';
import { fitsZip } from '@layerkit/zip/writing';
import { auditBuild, auditFailure } from '../audit-build/audit-build.ts';
import { type LayerInputs, requirementTexts } from '../layer-inputs.ts';

export interface JudgedPlan {
  readonly plan: LayerPlan;
  readonly layer: LayerInputs;
  readonly notes: WheelNotes;
  /** The path to write the zip to. */
  readonly zipPath: string;
}

export interface JudgedZip {
  readonly zip: ZipFacts;
  /** Absent if the zip is too large, because it is not audited. */
  readonly report?: AuditReport | undefined;
  /** The reason to reject the zip: layer/too-large, layer/budget-exceeded or audit/failed. */
  readonly failure?: LayerkitError | undefined;
}

/**
 * Writes a planned zip and checks its size and its findings.
 * @throws LayerkitError layer/empty, archive/invalid; layer/too-large if the zip cannot be written at all
 */
export const writeJudged = async ({ plan, layer, notes, zipPath }: JudgedPlan): Promise<JudgedZip> => {
  const { definition, target } = layer;
  const limits = { size: plan.size, packages: plan.packages, budget: definition.budget };
  const over = overLimits(limits);
  if (over !== undefined && !fitsZip(plan.size)) throw over;
  const zip = await spliceLayer(plan, zipPath);
  if (over !== undefined) {
    const requirers = requirersOf(await openSubject({ zipPath, target }), await requirementTexts(layer));
    return { zip, failure: overLimits({ ...limits, requirers }) };
  }
  const report = await auditBuild({ plan, layer, notes, zipPath });
  return { zip, report, failure: auditFailure(report) };
};
