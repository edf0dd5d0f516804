import { join } from 'node:path';
import { readLayerDefinition } from '@layerkit/artifact/definition';
import type { LayerManifest } from '@layerkit/artifact/manifest';
import { pruneRuleNames, type PruneRuleName } from '@layerkit/artifact/prune-rules';
import type { Verification } from '@layerkit/artifact/verification';
import { parseTarget } from '@layerkit/platform-resolution';
import { buildLayer } from '@layerkit/packaging';
import { verifyLayer } from '@layerkit/verification';
import { compareImports, type ImportComparison } from './compare-imports.ts';

/** A layer with and without pruning, and how its imports compare. */
export interface LayerProof {
  readonly before: LayerManifest;
  /** Built with the default rules. */
  readonly byDefault: LayerManifest;
  /** Built with every rule. */
  readonly after: LayerManifest;
  readonly imports: ImportComparison;
}

export interface ProofRequest {
  /** The folder of a layer project with a lock. */
  readonly projectRoot: string;
  /** The folder for the artifacts. */
  readonly scratch: string;
}

/**
 * Builds a layer with every rule and with none, imports every submodule of both in the target's interpreter,
 * and compares the results module by module.
 * @throws LayerkitError as buildLayer and verifyLayer do; Error if this host can't run the target
 */
export const proveLayer = async (request: ProofRequest): Promise<LayerProof> => {
  const definition = await readLayerDefinition(request.projectRoot);
  const build = async (prune: readonly PruneRuleName[] | undefined, name: string) => {
    const { artifact } = await buildLayer({
      projectRoot: request.projectRoot,
      definition: prune === undefined ? definition : { ...definition, prune: [...prune] },
      target: parseTarget('python3.12/x86_64'),
      outputRoot: join(request.scratch, name),
    });
    return artifact;
  };
  const whole = await build([], 'whole');
  const pruned = await build(pruneRuleNames, 'pruned');
  const byDefault = await build(undefined, 'default');
  const [one, other] = await Promise.all([
    verifyLayer({ artifact: whole, submodules: true }),
    verifyLayer({ artifact: pruned, submodules: true }),
  ]);
  return {
    before: whole.manifest,
    byDefault: byDefault.manifest,
    after: pruned.manifest,
    imports: compareImports(modulesOf(one), modulesOf(other), pruned.manifest),
  };
};

const modulesOf = ({ outcome }: Verification) => {
  if (outcome.status === 'not-checked') throw new Error(`this host can’t run the target: ${outcome.reason}`);
  return outcome.modules;
};
