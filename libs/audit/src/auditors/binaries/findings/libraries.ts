import type { Finding } from '@layerkit/artifact/finding';
import type { BinaryFacts } from '@layerkit/binary-formats';
import { findingAbout, packageOf } from './finding-about.ts';
import type { LayerBinaries } from './layer-binaries.ts';

/**
 * Returns findings for needed libraries that neither the zip nor the runtime has. The severity is error if an
 * import fails without the library: the file is a compiled module that an import loads for certain, or a library
 * that such a module loads directly or indirectly. It is warning for programs, for libraries that a package opens
 * itself, and for modules whose imports may fail, because the package may work without them. The library’s folder
 * does not matter here: `unreachable.ts` looks at it. A library that the runtime may have is also a warning.
 */
export const libraryFindings = (
  binary: BinaryFacts,
  layer: LayerBinaries,
  isRequired: boolean,
): readonly Finding[] => {
  const { missing, doubtful } = missingLibraries(binary, layer);
  const { runtime } = layer.target;
  return [
    ...(missing.length === 0
      ? []
      : [
          findingAbout(binary, {
            code: 'binary/missing-library',
            severity: isRequired && !layer.mayBeInLayer ? 'error' : 'warning',
            message: `needs ${missing.join(', ')}; neither the ${layer.role} nor ${runtime} has ${missing.length === 1 ? 'it' : 'them'}`,
            hint: hintFor(binary, missing),
          }),
        ]),
    ...(doubtful.length === 0
      ? []
      : [
          findingAbout(binary, {
            code: 'binary/missing-library',
            severity: 'warning',
            message: `needs ${doubtful.join(', ')}, not in the ${layer.role}; it is unknown whether ${runtime} has ${doubtful.length === 1 ? 'it' : 'them'}`,
            hint: hintFor(binary, doubtful),
          }),
        ]),
  ];
};

/** The needed libraries that the zip lacks. */
export interface MissingLibraries {
  readonly missing: readonly string[];
  /** Those that the runtime may have. */
  readonly doubtful: readonly string[];
}

export const missingLibraries = (binary: BinaryFacts, layer: LayerBinaries): MissingLibraries => {
  const { present, unproven } = layer.runtime;
  const sought = [...new Set(binary.needed)].filter((name) => !present.has(name) && !layer.hasLibrary(name));
  return {
    missing: sought.filter((name) => !unproven.has(name)),
    doubtful: sought.filter((name) => unproven.has(name)),
  };
};

const hintFor = (binary: BinaryFacts, names: readonly string[]): string =>
  `Use a build of ${packageOf(binary)} that includes ${names.length === 1 ? 'it' : 'them'}; many packages have one as an ` +
  'extra or under the name NAME-binary. Without one, deploy the function as a container image.';
