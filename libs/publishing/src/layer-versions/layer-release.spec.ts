import type { LayerArtifact } from '@layerkit/artifact';
import { sha256Of } from '@layerkit/artifact/digest';
import { architectures, formatTarget, runtimes, type Target } from '@layerkit/platform-resolution';
import fc from 'fast-check';
import { releasesOf } from './layer-release.ts';

const built = (target: Target, content: string): LayerArtifact => ({
  directory: formatTarget(target),
  zipPath: `${formatTarget(target)}/layer.zip`,
  manifest: {
    schema: 'layerkit/layer-manifest/1',
    layerName: 'deps',
    target,
    zip: { file: 'layer.zip', sha256: sha256Of(content), bytes: 1, unpackedBytes: 1, entries: 1 },
    beforePruning: { bytes: 1, unpackedBytes: 1, entries: 1 },
    packages: [],
    pruned: [],
    notInstalled: [],
    warnings: [],
  },
});

const targets = runtimes.flatMap((runtime) =>
  architectures.map((architecture): Target => ({ runtime, architecture })),
);
/** Any set of targets, each with one of three contents. */
const builds = fc
  .subarray(targets, { minLength: 1 })
  .chain((chosen) =>
    fc.tuple(
      ...chosen.map((target) => fc.constantFrom('a', 'b', 'c').map((content) => built(target, content))),
    ),
  );

it('the releases cover every built target once, with its own digest, and no other target', () => {
  fc.assert(
    fc.property(builds, (artifacts) => {
      const promised = releasesOf(artifacts).flatMap((release) =>
        release.runtimes.flatMap((runtime) =>
          release.architectures.map(
            (architecture) => `${formatTarget({ runtime, architecture })} ${release.sha256}`,
          ),
        ),
      );
      const wanted = artifacts.map(
        ({ manifest }) => `${formatTarget(manifest.target)} ${manifest.zip.sha256}`,
      );
      expect([...promised].sort()).toEqual([...wanted].sort());
    }),
  );
});

it('artifacts with the same digest become one release, in the platform’s order', () => {
  const artifacts = [
    built({ runtime: 'python3.12', architecture: 'arm64' }, 'same'),
    built({ runtime: 'python3.9', architecture: 'arm64' }, 'same'),
    built({ runtime: 'python3.12', architecture: 'x86_64' }, 'same'),
    built({ runtime: 'python3.9', architecture: 'x86_64' }, 'same'),
  ];
  expect(releasesOf(artifacts)).toMatchObject([
    { runtimes: ['python3.9', 'python3.12'], architectures: ['x86_64', 'arm64'] },
  ]);
});

it('layers with different names get separate releases', () => {
  const one = built({ runtime: 'python3.12', architecture: 'x86_64' }, 'same');
  const other = { ...one, manifest: { ...one.manifest, layerName: 'other' } };
  expect(releasesOf([one, other]).map(({ layerName }) => layerName)).toEqual(['deps', 'other']);
});
