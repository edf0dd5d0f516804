import type { Inspection } from '@layerkit/artifact/inspection';
import type { AuditRequest } from './auditors/audit-layer.ts';
import { compareZips } from './inspect/compare-zips.ts';
import { inspectZip, type InspectedZip, type ZipUnderInspection } from './inspect/inspect-zip.ts';

export interface InspectLayerRequest extends AuditRequest {
  /** The name of the zip in the report; by default its file name. */
  readonly name?: string | undefined;
  /** The layer’s own requirements, if known. */
  readonly requirements?: readonly string[] | undefined;
  /** Another zip to compare with. It is audited with the same target, budget and ignore rules. */
  readonly baseline?: ZipUnderInspection | undefined;
}

/** An inspection, with the files and requirements of the zip, which only the page of the inspection shows. */
export interface LayerInspection extends Pick<InspectedZip, 'files' | 'broughtAlone'> {
  readonly inspection: Inspection;
}

/**
 * Inspects a layer zip made by any tool: audit → sizes → binaries, then the difference from a baseline. Writes
 * no files.
 * @throws LayerkitError inspect/unreadable if a file can’t be read. Problems in its content are findings.
 */
export const inspectLayer = async (request: InspectLayerRequest): Promise<LayerInspection> => {
  const { baseline, ...asked } = request;
  const { target, ignore, budget } = request;
  const zip = await inspectZip(asked);
  const before = baseline && (await inspectZip({ ...baseline, target, ignore, budget }));
  const inspection: Inspection = {
    schema: 'layerkit/inspection/1',
    target,
    ...zip.facts,
    ...(before && { baseline: compareZips(before.facts, zip.facts) }),
  };
  return { inspection, files: zip.files, broughtAlone: zip.broughtAlone };
};
