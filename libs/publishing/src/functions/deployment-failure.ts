import { isLayerkitError, LayerkitError, messageOf } from '@layerkit/failure';
import type { DeployedFunctions, DeploymentOutcome } from './deploy-functions.ts';

/**
 * Returns the error for functions that could not be deployed, `undefined` if all could. It names those that were. If the
 * deployment was about one function, returns that function’s own error.
 */
export const deploymentFailure = (
  { isPlanned, outcomes }: DeployedFunctions,
  wanted: number,
): Error | undefined => {
  const failed = outcomes.flatMap((outcome) => (outcome.status === 'failed' ? [outcome] : []));
  const [first] = failed;
  if (first === undefined) return undefined;
  if (wanted === 1) return asError(first.error);
  const names = failed.map(({ name }) => name).join(',');
  return new LayerkitError({
    code: 'deploy/functions-failed',
    message: isPlanned
      ? `${failed.length} of ${wanted} functions failed; ${describeDone(outcomes)}`
      : `${failed.length} of ${wanted} functions can’t be deployed; nothing was changed`,
    problems: failed.flatMap(describeFailed),
    hint: isPlanned
      ? `Fix the causes, then deploy again; functions that are up to date are not changed. --only=${names} deploys only those that failed.`
      : 'Fix the causes, then deploy again. --only=NAME,NAME deploys some of the functions.',
    cause: first.error,
  });
};

const asError = (error: unknown): Error =>
  error instanceof Error ? error : new Error(messageOf(error), { cause: error });

const describeDone = (outcomes: readonly DeploymentOutcome[]): string => {
  const done = outcomes.flatMap(({ name, status }) => (status === 'done' ? [name] : []));
  return done.length === 0 ? 'no other was changed' : `done: ${done.join(', ')}`;
};

type Failed = Extract<DeploymentOutcome, { readonly status: 'failed' }>;

const describeFailed = ({ name, error }: Failed): readonly string[] => {
  if (!isLayerkitError(error)) return [`${name}: unexpected: ${messageOf(error)}`];
  const { code, message, problems, hint } = error;
  const lines = [`${code}: ${message}`, ...problems, ...(hint === undefined ? [] : [hint])];
  return lines.map((line) => `${name}: ${line}`);
};
