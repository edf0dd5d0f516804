import type { Inspection } from '@layerkit/artifact';
import type { AuditRequest } from './auditors/audit-layer.ts';
import { compareZips } from './inspect/compare-zips.ts';
import { examineZip, type ZipUnderInspection } from './inspect/examine-zip.ts';
import type { InspectedFile } from './inspect/list-files.ts';

export interface InspectLayerRequest extends AuditRequest {
  /** What the zip is called in the report; by default its file name. */
  readonly name?: string | undefined;
  /** What the layer itself requires, where it is known. */
  readonly requirements?: readonly string[] | undefined;
  /** Another zip to compare with, held against the same target, budget and ignore rules. */
  readonly baseline?: ZipUnderInspection | undefined;
}

export interface LayerInspection {
  readonly inspection: Inspection;
  /** Every file of the zip: too many for the report, but what a picture of it is made from. */
  readonly files: readonly InspectedFile[];
}

/**
 * Says what a layer zip consists of and what is wrong with it for a target, whatever tool made it:
 * audit → sizes → binaries, and the difference to a baseline. Writes nothing.
 * @throws LayerkitError inspect/unreadable when a file is not there; what stands in it is never an error but a finding
 */
export const inspectLayer = async (request: InspectLayerRequest): Promise<LayerInspection> => {
  const { baseline, ...asked } = request;
  const { target, ignore, budget } = request;
  const zip = await examineZip(asked);
  const before = baseline && (await examineZip({ ...baseline, target, ignore, budget }));
  const inspection: Inspection = {
    schema: 'layerkit/inspection/1',
    target,
    ...zip.facts,
    ...(before && { baseline: compareZips(before.facts, zip.facts) }),
  };
  return { inspection, files: zip.files };
};
