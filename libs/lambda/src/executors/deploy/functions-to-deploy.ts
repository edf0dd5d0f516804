import { auditFunctionStack } from '@layerkit/packaging';
import type { LambdaConnection } from '@layerkit/publishing/aws';
import { formatDeploymentPlan, type FunctionToDeploy } from '@layerkit/publishing/functions';
import { stackedLayers } from '../../project/attached-layers.ts';
import type { BuiltFunction } from '../../project/built-functions.ts';
import { onceForEach } from '../../project/once-for-each.ts';
import type { DeployExecutorOptions } from './schema.d.ts';

interface Deploying {
  readonly options: DeployExecutorOptions;
  readonly lambda: LambdaConnection;
  readonly say: (line: string) => void;
}

/** Returns the functions for `deployFunctions`. Each stack of code and layers is audited once. */
export const functionsToDeploy = (
  built: readonly BuiltFunction[],
  { options: { role, adopt = false, dryRun = false }, lambda: { layers, functions }, say }: Deploying,
): readonly FunctionToDeploy[] => {
  const auditOnce = onceForEach(async (_key, one: BuiltFunction) => {
    (await auditStackOf(one)).forEach((warning) => say(`warning: ${warning}`));
  });
  return built.map((built) => ({
    name: built.one.name,
    options: {
      project: built.one.project,
      definition: built.one.definition,
      artifact: built.artifact,
      attached: built.attached,
      role,
      layers,
      functions,
      check: () => auditOnce(stackKeyOf(built), built),
      adopt,
      dryRun,
      onPlan: (plan) => formatDeploymentPlan(plan).forEach(say),
    },
  }));
};

/** Functions with the same code, layers and rules have the same findings. */
const stackKeyOf = ({ one: { directory, definition } }: BuiltFunction): string =>
  JSON.stringify([directory, definition.layers, definition.audit]);

const auditStackOf = ({ one, artifact, attached }: BuiltFunction): Promise<readonly string[]> => {
  const { definition } = one;
  return auditFunctionStack({ definition, artifact, ...stackedLayers(attached, definition) });
};
