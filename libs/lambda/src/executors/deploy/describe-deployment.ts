import {
  formatDeploymentPlan,
  type DeployedFunctions,
  type DeploymentOutcome,
  type DeploymentPlan,
} from '@layerkit/publishing/functions';
import { formatCount, formatMilliseconds } from '@layerkit/terminal';

/** Returns the plans of all functions, and for several a line that counts what they do. */
export const describePlans = (plans: readonly DeploymentPlan[]): readonly string[] => [
  ...plans.flatMap(formatDeploymentPlan),
  ...(plans.length < 2
    ? []
    : [`plan for ${formatCount(plans.length, 'function')}: ${countsOf(plans.map(actionOf))}`]),
];

const actionOf = ({ steps: [first] }: DeploymentPlan): 'create' | 'update' | 'unchanged' => {
  if (first === undefined) return 'unchanged';
  return first.action === 'create' ? 'create' : 'update';
};

/** Returns the line about a function that was changed, or could not be. */
export const describeOutcome = (outcome: DeploymentOutcome, milliseconds: number): readonly string[] => {
  if (outcome.status === 'failed') return [`FAILED  ${outcome.name}`];
  const { status, arn } = outcome.deployment;
  return status === 'created' || status === 'updated'
    ? [`${status}  ${arn ?? ''} in ${formatMilliseconds(milliseconds)}`]
    : [];
};

/** Returns a line that counts what became of several functions. */
export const describeOutcomes = ({ isPlanned, outcomes }: DeployedFunctions): readonly string[] =>
  isPlanned && outcomes.length > 1
    ? [`${formatCount(outcomes.length, 'function')}: ${countsOf(outcomes.map(resultOf))}`]
    : [];

const resultOf = (outcome: DeploymentOutcome): string =>
  outcome.status === 'failed' ? 'failed' : outcome.deployment.status;

/** Returns `2 create, 7 unchanged`. */
const countsOf = (kinds: readonly string[]): string =>
  [...new Set(kinds)].map((kind) => `${kinds.filter((other) => other === kind).length} ${kind}`).join(', ');
