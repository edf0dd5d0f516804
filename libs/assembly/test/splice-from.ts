import { join } from 'node:path';
import type { ZipFacts } from '@layerkit/artifact/manifest';
import type { PruneRuleName } from '@layerkit/artifact/prune-rules';
import type { Wheel } from '@layerkit/wheels';
import type { LayerPlan } from '../src/splice/layer-plan.ts';
import { planLayer } from '../src/splice/plan-layer.ts';
import { spliceLayer } from '../src/splice/splice-layer.ts';

export interface Spliced {
  readonly path: string;
  readonly plan: LayerPlan;
  readonly facts: ZipFacts;
}

/** Plans a layer of the wheels and writes layer.zip to the folder. */
export const spliceFrom = async (
  folder: string,
  wheels: readonly Wheel[],
  prune: readonly PruneRuleName[] = [],
): Promise<Spliced> => {
  const path = join(folder, 'layer.zip');
  const plan = await planLayer({ wheels, prune });
  return { path, plan, facts: await spliceLayer(plan, path) };
};
