import { join } from 'node:path';
import { readLayerDefinition, type PruneRuleName, type Verification } from '@layerkit/artifact';
import { buildLayer, verifyLayer } from '@layerkit/packaging';
import { workspaceRoot } from './workspace/copy-workspace.ts';
import { temporaryFolders } from './workspace/temporary-folders.ts';

const projectRoot = join(workspaceRoot, 'apps', 'dependencies-layer');
const target = { runtime: 'python3.12', architecture: 'x86_64' } as const;
const temporaryFolder = temporaryFolders();

/** Every submodule of the strands layer, built with these rules, as the target's interpreter imports them. */
const importAll = async (prune: PruneRuleName[]): Promise<Verification['outcome']> => {
  const definition = { ...(await readLayerDefinition(projectRoot)), prune };
  const outputRoot = await temporaryFolder();
  const { artifact } = await buildLayer({ projectRoot, definition, target, outputRoot });
  return (await verifyLayer({ artifact, submodules: true })).outcome;
};

const resultsOf = (outcome: Verification['outcome']): ReadonlyMap<string, boolean> => {
  if (outcome.status === 'not-checked') throw new Error(`this host proves nothing: ${outcome.reason}`);
  return new Map(outcome.modules.map(({ module, imported }) => [module, imported]));
};

describe('the prune rules', () => {
  let before: ReadonlyMap<string, boolean>;
  let after: ReadonlyMap<string, boolean>;

  beforeAll(async () => {
    const outcomes = await Promise.all([importAll([]), importAll(['bytecode', 'tests'])]);
    [before, after] = [resultsOf(outcomes[0]), resultsOf(outcomes[1])];
  }, 600_000);

  it('change nothing about what imports, except that the tests themselves are gone', () => {
    const gone = [...before.keys()].filter((module) => !after.has(module));
    expect(gone.filter((module) => !/\.tests?(?:\.|$)/.test(module))).toEqual([]);
    expect(gone.length).toBeGreaterThan(0);
    expect([...after].filter(([module, imported]) => before.get(module) !== imported)).toEqual([]);
  });

  it.each(['strands.vended_memory_stores.test_memory_store', 'sympy.testing'])(
    'keep what a rule of *test* would have cost: %s',
    (module) => {
      expect(after.has(module)).toBe(true);
    },
  );
});
