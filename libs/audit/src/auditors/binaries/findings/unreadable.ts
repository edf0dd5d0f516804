import type { Finding } from '@layerkit/artifact/finding';
import type { BinaryFacts } from '@layerkit/binary-formats';
import { findingAbout, packageOf } from './finding-about.ts';
import type { LayerBinaries } from './layer-binaries.ts';

/** Returns the finding for damaged headers: an error if an import loads the file, otherwise a warning. */
export const unreadableFinding = (binary: BinaryFacts, damage: string, layer: LayerBinaries): Finding =>
  findingAbout(binary, {
    code: 'binary/unreadable',
    severity: layer.isLoaded(binary) ? 'error' : 'warning',
    message: `${damage}: no loader accepts it`,
    hint: `Build the layer again; if that does not help, the wheel of ${packageOf(binary)} is damaged or contains no binary.`,
  });
