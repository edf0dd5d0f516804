import { isThirdParty } from './attached-layers.ts';
import type { ConfigurationChange } from './configuration-changes.ts';
import type { CodeChange, DeploymentPlan, DeploymentStep } from './plan-deployment.ts';
import type { ResolvedLayer } from './resolve-layers.ts';

/** Formats the plan as text without colors, one line per change. Prints only names of environment variables. */
export const formatDeploymentPlan = (plan: DeploymentPlan): readonly string[] => [
  ...(plan.steps.length === 0
    ? [`unchanged  ${plan.functionName}`]
    : plan.steps.flatMap((step) => formatStep(plan.functionName, step))),
  ...plan.layers.map((layer, index) => `  layer ${index + 1}: ${describeLayer(layer)}`),
];

const describeLayer = (layer: ResolvedLayer): string =>
  isThirdParty(layer) ? layer.arn : `${layer.arn} (${layer.project})`;

const formatStep = (functionName: string, step: DeploymentStep): readonly string[] => {
  if (step.action === 'create')
    return [`create  ${functionName}`, `  code: sha256 ${step.sha256}`, `  role: ${step.role}`];
  if (step.action === 'updateCode')
    return [`update code  ${functionName}`, ...step.changes.map(formatCodeChange)];
  return [`update configuration  ${functionName}`, ...step.changes.map(formatChange)];
};

const formatCodeChange = ({ field, before, after }: CodeChange): string => `  ${field}: ${before} → ${after}`;

const formatChange = (change: ConfigurationChange): string => {
  if (change.field !== 'environment')
    return `  ${change.field}: ${orNothing(change.before)} → ${orNothing(change.after)}`;
  const { added, removed, changed } = change;
  const parts = [
    ...added.map((name) => `${name} added`),
    ...removed.map((name) => `${name} removed`),
    ...changed.map((name) => `${name} changed`),
  ];
  return `  environment: ${parts.length === 0 ? 'sent again because AWS cannot decrypt its current values' : parts.join(', ')}`;
};

const orNothing = (text: string): string => (text === '' ? '(nothing)' : text);
