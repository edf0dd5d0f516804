import { join } from 'node:path';
import { proveLayer, type LayerProof } from '@layerkit/prune-proof';
import { workspaceRoot } from '../src/workspace/copy-workspace.ts';
import { temporaryFolders } from '@layerkit/testing-files';

const temporaryFolder = temporaryFolders();
const prove = async (project: string): Promise<LayerProof> =>
  proveLayer({ projectRoot: join(workspaceRoot, project), scratch: await temporaryFolder() });

// The other layers of docs/pruning.md are proven by `npx nx run prune-proof:run`, which takes minutes.
it.each(['numpy', 'lxml', 'cryptography', 'pillow'])(
  'pruning by every rule changes nothing about what imports from %s, and saves something',
  async (name) => {
    const { before, after, imports } = await prove(`tools/prune-proof/layers/${name}`);
    expect(imports.changed).toEqual([]);
    expect(imports.imported.length).toBeGreaterThan(20);
    expect(after.zip.bytes).toBeLessThan(before.zip.bytes);
  },
  300_000,
);

describe('in the layer of the example', () => {
  let proof: LayerProof;

  beforeAll(async () => {
    proof = await prove('apps/dependencies-layer');
  }, 600_000);

  it('pruning changes nothing about what imports, except that the tests themselves are gone', () => {
    expect(proof.imports.changed).toEqual([]);
    expect(proof.imports.tests).toBeGreaterThan(0);
  });

  it.each(['strands.vended_memory_stores.test_memory_store', 'sympy.testing'])(
    'what a rule of *test* would have cost stays: %s',
    (module) => {
      expect(proof.imports.imported).toContain(module);
    },
  );
});
