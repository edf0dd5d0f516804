import type { LayerManifest } from '@layerkit/artifact/manifest';
import type { WhyTarget } from '@layerkit/audit/why';
import { describeRequirements } from './describe-requirements.ts';

const target = { runtime: 'python3.12', architecture: 'arm64' } as const;

const packageOf = (name: string, bytes: number): LayerManifest['packages'][number] => ({
  name,
  version: '1.0',
  wheel: `${name}-1.0-py3-none-any.whl`,
  sha256: '0'.repeat(64) as LayerManifest['packages'][number]['sha256'],
  zippedBytes: bytes,
  unpackedBytes: 2 * bytes,
});

const required = (name: string, where?: string): WhyTarget => ({
  target,
  name,
  version: '1.0',
  zippedBytes: 1024,
  unpackedBytes: 2048,
  bringsAlone: [{ name: 'only-here', version: '1.0', zippedBytes: 1024, unpackedBytes: 2048 }],
  withWhatItBrings: { zippedBytes: 2048, unpackedBytes: 4096 },
  chains: [
    {
      ...(where === undefined ? {} : { where }),
      steps: [{ name, version: '1.0', extras: [], requirement: `${name}>=1` }],
    },
  ],
  moreChains: false,
});

it('each requirement has a row, and shared packages have a line', () => {
  const packages = [packageOf('app', 1024), packageOf('Only_Here', 1024), packageOf('shared', 512)];
  const lines = describeRequirements({ target, packages }, [required('app', 'requirements.in:1')]);
  expect(lines[0]).toBe('python3.12/arm64: 1 requirement, 3 packages');
  expect(lines[4]).toMatch(
    /│ app>=1 +│ requirements\.in:1 │ +1 KiB │ +2 KiB │ 1 package +│ +2 KiB │ +4 KiB │/,
  );
  expect(lines.slice(6)).toEqual(['  shared by several: 1 package, 512 B zipped, 1 KiB unpacked']);
});

it('a layer without requirements has one line', () => {
  expect(describeRequirements({ target, packages: [] }, [])).toEqual([
    'python3.12/arm64: no requirements, only own code',
  ]);
});
