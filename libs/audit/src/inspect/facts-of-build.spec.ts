import { sha256Of } from '@layerkit/artifact/digest';
import type { Finding } from '@layerkit/artifact/finding';
import type { LayerManifest } from '@layerkit/artifact/manifest';
import { applyIgnoreRules } from '../findings/ignore-rules.ts';
import { factsOfBuild } from './facts-of-build.ts';

const manifestOf = (fields: Partial<LayerManifest>): LayerManifest => ({
  schema: 'layerkit/layer-manifest/1',
  layerName: 'some-layer',
  target: { runtime: 'python3.12', architecture: 'x86_64' },
  zip: { file: 'layer.zip', sha256: sha256Of(''), bytes: 0, unpackedBytes: 0, entries: 0 },
  beforePruning: { bytes: 0, unpackedBytes: 0, entries: 0 },
  packages: [],
  pruned: [],
  notInstalled: [],
  warnings: [],
  ...fields,
});

const findingAt = (path: string): Finding => ({
  code: 'security/pth',
  severity: 'warning',
  path,
  message: 'runs at start-up',
  hint: 'Leave it out.',
});

it('findings that the build ignored stay ignored at their paths, whatever characters these contain', async () => {
  const odd = ['python/[a](b)/{x,y}!.pth', 'python/*.pth', 'python/a?b+@(c).pth', 'python/back\\slash.pth'];
  const ignored = odd.map((path) => ({ finding: findingAt(path), reason: `because of ${path}` }));
  const { ignore } = factsOfBuild(manifestOf({ audit: { findings: [], ignored } }));
  const others = ['python/other.pth', 'python/a/x!.pth', 'python/aab.pth'].map(findingAt);
  const applied = await applyIgnoreRules([...odd.map(findingAt), ...others], ignore);
  expect(applied).toEqual({ findings: others, ignored, staleRules: [] });
});
