import type { Finding } from '@layerkit/artifact';
import type { BinaryFacts } from '@layerkit/binary-formats';
import { findingAbout, packageOf } from './finding-about.ts';
import type { LayerBinaries } from './layer-binaries.ts';

/**
 * Libraries that a file needs and nobody has. An error where an import fails by it: the file is a compiled module or
 * a library that one loads, directly or through others. A warning for programs and for libraries that a package
 * opens by itself, since it may live without. Where a library lies in the layer does not matter: packages load some
 * by path before others need them. What Lambda may or may not have is a warning too.
 */
export const libraryFindings = (binary: BinaryFacts, layer: LayerBinaries): readonly Finding[] => {
  const { present, unproven } = layer.runtime;
  const sought = [...new Set(binary.needed)].filter((name) => !present.has(name) && !layer.hasLibrary(name));
  const { runtime } = layer.target;
  const missing = sought.filter((name) => !unproven.has(name));
  const doubtful = sought.filter((name) => unproven.has(name));
  return [
    ...(missing.length === 0
      ? []
      : [
          findingAbout(binary, {
            code: 'binary/missing-library',
            severity: layer.isLoaded(binary) ? 'error' : 'warning',
            message: `needs ${missing.join(', ')}; neither the layer nor ${runtime} has ${missing.length === 1 ? 'it' : 'them'}`,
            hint: hintFor(binary, missing),
          }),
        ]),
    ...(doubtful.length === 0
      ? []
      : [
          findingAbout(binary, {
            code: 'binary/missing-library',
            severity: 'warning',
            message: `needs ${doubtful.join(', ')}, not in the layer; whether ${runtime} has ${doubtful.length === 1 ? 'it' : 'them'} is not known`,
            hint: hintFor(binary, doubtful),
          }),
        ]),
  ];
};

const hintFor = (binary: BinaryFacts, names: readonly string[]): string =>
  `Take a build of ${packageOf(binary)} that brings ${names.length === 1 ? 'it' : 'them'}, ` +
  'or add a build for Amazon Linux under lib/ of a layer: /opt/lib is on LD_LIBRARY_PATH.';
