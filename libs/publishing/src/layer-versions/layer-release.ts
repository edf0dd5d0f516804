import type { LayerArtifact } from '@layerkit/artifact';
import type { Sha256 } from '@layerkit/artifact/digest';
import { architectures, runtimes, type Architecture, type Runtime } from '@layerkit/platform-resolution';

/** One zip with its runtimes and architectures. Becomes one layer version. */
export interface LayerRelease {
  readonly layerName: string;
  readonly sha256: Sha256;
  readonly zipPath: string;
  /** Size of the zip. */
  readonly bytes: number;
  readonly description?: string | undefined;
  readonly licenseInfo?: string | undefined;
  readonly runtimes: readonly Runtime[];
  readonly architectures: readonly Architecture[];
}

/**
 * Groups artifacts with the same layer name and digest into releases. Lambda reads the lists of a layer version
 * as "each of these runtimes on each of these architectures", so architectures share a release only if they
 * were built for the same runtimes. A release never declares a target that was not built.
 */
export const releasesOf = (artifacts: readonly LayerArtifact[]): readonly LayerRelease[] =>
  groupBy(artifacts, ({ manifest }) => `${manifest.layerName} ${manifest.zip.sha256}`).flatMap((sameBytes) =>
    groupBy(byArchitecture(sameBytes), (built) => built.runtimes.join()).map(releaseOf),
  );

interface BuiltFor {
  readonly artifact: LayerArtifact;
  readonly architecture: Architecture;
  readonly runtimes: readonly Runtime[];
}

const byArchitecture = (artifacts: readonly LayerArtifact[]): readonly BuiltFor[] =>
  architectures.flatMap((architecture) => {
    const built = artifacts.filter(({ manifest }) => manifest.target.architecture === architecture);
    const [artifact] = built;
    if (artifact === undefined) return [];
    const names = new Set(built.map(({ manifest }) => manifest.target.runtime));
    return [{ artifact, architecture, runtimes: runtimes.filter((runtime) => names.has(runtime)) }];
  });

const releaseOf = (built: readonly [BuiltFor, ...BuiltFor[]]): LayerRelease => {
  const [{ artifact, runtimes: builtRuntimes }] = built;
  const { layerName, description, licenseInfo, zip } = artifact.manifest;
  return {
    layerName,
    sha256: zip.sha256,
    zipPath: artifact.zipPath,
    bytes: zip.bytes,
    description,
    licenseInfo,
    runtimes: builtRuntimes,
    architectures: built.map(({ architecture }) => architecture),
  };
};

const groupBy = <T>(items: readonly T[], keyOf: (item: T) => string): readonly [T, ...T[]][] => {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return [...groups.values()];
};
