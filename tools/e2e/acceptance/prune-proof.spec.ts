import { join } from 'node:path';
import { proveLayer, type LayerProof } from '@layerkit/prune-proof';
import { workspaceRoot } from '../src/workspace/copy-workspace.ts';
import { temporaryFolders } from '@layerkit/testing-files';

const temporaryFolder = temporaryFolders();
const prove = async (project: string): Promise<LayerProof> =>
  proveLayer({ projectRoot: join(workspaceRoot, project), scratch: await temporaryFolder() });

// `npx nx run prune-proof:run`, which takes minutes, checks the other layers of docs/pruning.md.
it.each(['numpy', 'lxml', 'cryptography', 'pillow'])(
  'pruning %s by every rule saves space and changes no import',
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

  it('pruning changes no import, except that the tests are gone', () => {
    expect(proof.imports.changed).toEqual([]);
    expect(proof.imports.tests).toBeGreaterThan(0);
  });

  it.each(['strands.vended_memory_stores.test_memory_store', 'sympy.testing'])(
    'pruning keeps a module that a rule for *test* would drop: %s',
    (module) => {
      expect(proof.imports.imported).toContain(module);
    },
  );
});
