import type { Finding } from '@layerkit/artifact/finding';
import type { BinaryFacts } from '@layerkit/binary-formats';
import type { Auditor } from '../../subject/subject.ts';
import { foreignOf } from './findings/foreign.ts';
import { hardeningFindings } from './findings/hardening.ts';
import { libraryFindings } from './findings/libraries.ts';
import { findRequired } from './imports/required-binaries.ts';
import { openLayerBinaries, type LayerBinaries } from './findings/layer-binaries.ts';
import { unreachableFindings } from './findings/unreachable.ts';
import { unreadableFinding } from './findings/unreadable.ts';
import { versionFindings } from './findings/versions.ts';
import { listBinaries } from './list-binaries.ts';

/**
 * Checks each binary of a layer against the target. A binary that an import loads and the target can’t load is
 * an error. Other binaries have a lower severity (see `foreign.ts` and `libraries.ts`). A file for another
 * platform has only that finding, because its other problems follow from it.
 */
export const auditBinaries: Auditor = async (subject) => {
  const layer = openLayerBinaries(subject, await listBinaries(subject));
  const fitting = layer.binaries.filter(
    (binary) => binary.damage === undefined && foreignOf(binary, layer) === undefined,
  );
  const isRequired = await findRequired(subject, layer);
  return [
    ...layer.binaries.flatMap((binary) => findingsOf(binary, layer, isRequired)),
    ...(await unreachableFindings(subject, layer, fitting)),
  ];
};

const findingsOf = (
  binary: BinaryFacts,
  layer: LayerBinaries,
  isRequired: (binary: BinaryFacts) => boolean,
): readonly Finding[] => {
  if (binary.damage !== undefined) return [unreadableFinding(binary, binary.damage, layer)];
  const foreign = foreignOf(binary, layer);
  if (foreign !== undefined) return [foreign];
  return [
    ...versionFindings(binary, layer),
    ...libraryFindings(binary, layer, isRequired(binary)),
    ...hardeningFindings(binary),
  ];
};
