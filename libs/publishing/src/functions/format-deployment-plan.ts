import { isThirdParty } from './attached-layers.ts';
import { describeChange, describeInitial } from './describe-change.ts';
import { ownerTag } from './ownership.ts';
import type { DeploymentPlan, DeploymentStep } from './plan-deployment.ts';
import type { ResolvedLayer } from './resolve-layers.ts';

/** Formats the plan as text without colors, one line per change. Prints only names of environment variables. */
export const formatDeploymentPlan = (plan: DeploymentPlan): readonly string[] => [
  ...(plan.steps.length === 0
    ? [`unchanged  ${plan.functionName}`]
    : plan.steps.flatMap((step) => formatStep(plan.functionName, step))),
  ...plan.layers.map((layer, index) => `  layer ${index + 1}: ${describeLayer(layer)}`),
  ...(plan.managed
    ? []
    : [`  note: the function has no tag ${ownerTag} of this project; only deploy --adopt can change it`]),
];

const describeLayer = (layer: ResolvedLayer): string =>
  isThirdParty(layer) ? layer.arn : `${layer.arn} (${layer.project})`;

const formatStep = (functionName: string, step: DeploymentStep): readonly string[] => {
  if (step.action === 'create')
    return [
      `create  ${functionName}`,
      `  code: sha256 ${step.sha256}`,
      // the layers have lines of their own
      ...step.changes
        .filter(({ field }) => field !== 'layers')
        .map((change) => `  ${describeInitial(change)}`),
    ];
  const changes = step.changes.map((change) => `  ${describeChange(change)}`);
  return [`${titles[step.action]}  ${functionName}`, ...changes];
};

const titles = {
  updateCode: 'update code',
  updateConfiguration: 'update configuration',
  updateSettings: 'update settings',
  updateTags: 'update tags',
} as const;
