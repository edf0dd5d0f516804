import type { BinaryFacts } from '@layerkit/binary-formats';
import type { AuditSubject } from '../../../subject/subject.ts';
import type { LayerBinaries } from '../findings/layer-binaries.ts';
import { missingLibraries } from '../findings/libraries.ts';
import { findOptionalModules } from './optional-modules.ts';

/**
 * Returns a function that tells whether importing the layer’s modules loads a binary for certain. Reads sources only
 * if a binary that a module loads needs a library that is missing.
 */
export const findRequired = async (
  subject: AuditSubject,
  layer: LayerBinaries,
): Promise<(binary: BinaryFacts) => boolean> => {
  const lacking = new Set(
    layer.binaries.filter(
      (binary) => layer.isLoaded(binary) && missingLibraries(binary, layer).missing.length > 0,
    ),
  );
  if (lacking.size === 0) return layer.isLoaded;
  const modules = layer.modules.filter((module) =>
    [...layer.loadedBy([module])].some((binary) => lacking.has(binary)),
  );
  const optional = await findOptionalModules(subject, modules);
  const required = layer.loadedBy(layer.modules.filter((module) => !optional.has(module)));
  return (binary) => required.has(binary);
};
