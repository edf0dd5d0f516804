import type { Finding } from '@layerkit/artifact';
import type { BinaryFacts } from '@layerkit/binary-formats';
import type { Auditor } from '../../subject/subject.ts';
import { foreignOf } from './findings/foreign.ts';
import { hardeningFindings } from './findings/hardening.ts';
import { libraryFindings } from './findings/libraries.ts';
import { openLayerBinaries, type LayerBinaries } from './findings/layer-binaries.ts';
import { unreadableFinding } from './findings/unreadable.ts';
import { versionFindings } from './findings/versions.ts';
import { listBinaries } from './list-binaries.ts';

/**
 * Holds every binary of a layer against its target. What can't be loaded there is an error; what nothing would
 * load is less, by the rules of `foreign.ts` and `libraries.ts`. A file that is for another platform altogether has that
 * finding alone: what else is strange about it follows.
 */
export const auditBinaries: Auditor = async (subject) => {
  const layer = openLayerBinaries(subject, await listBinaries(subject));
  return layer.binaries.flatMap((binary) => findingsOf(binary, layer));
};

const findingsOf = (binary: BinaryFacts, layer: LayerBinaries): readonly Finding[] => {
  if (binary.damage !== undefined) return [unreadableFinding(binary, binary.damage, layer)];
  const foreign = foreignOf(binary, layer);
  if (foreign !== undefined) return [foreign];
  return [...versionFindings(binary, layer), ...libraryFindings(binary, layer), ...hardeningFindings(binary)];
};
