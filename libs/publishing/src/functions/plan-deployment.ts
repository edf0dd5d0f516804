import type { Sha256 } from '@layerkit/artifact/digest';
import { LayerkitError } from '@layerkit/failure';
import { configurationChanges, type ConfigurationChange } from './configuration-changes.ts';
import type { FunctionState } from './functions.ts';
import type { ResolvedLayer } from './resolve-layers.ts';
import type { WantedFunction } from './wanted-function.ts';

/** A reason to update the function’s code. */
export interface CodeChange {
  readonly field: 'code' | 'architecture' | 'failed update';
  readonly before: string;
  readonly after: string;
}

export type DeploymentStep =
  | { readonly action: 'create'; readonly sha256: Sha256; readonly role: string }
  | { readonly action: 'updateCode'; readonly changes: readonly CodeChange[] }
  | { readonly action: 'updateConfiguration'; readonly changes: readonly ConfigurationChange[] };

/** The steps of a deployment, as plain data without secrets. Without steps, the function is up to date. */
export interface DeploymentPlan {
  readonly functionName: string;
  readonly layers: readonly ResolvedLayer[];
  readonly steps: readonly DeploymentStep[];
}

/**
 * Compares the function on AWS with the wanted one and returns the steps between them.
 * @throws LayerkitError deploy/role-missing
 */
export const planDeployment = (
  wanted: WantedFunction,
  current: FunctionState | undefined,
  layers: readonly ResolvedLayer[],
): DeploymentPlan => ({
  functionName: wanted.functionName,
  layers,
  steps: current === undefined ? [creation(wanted)] : updates(wanted, current),
});

const creation = ({ functionName, sha256, configuration }: WantedFunction): DeploymentStep => {
  if (configuration.role !== undefined) return { action: 'create', sha256, role: configuration.role };
  throw new LayerkitError({
    code: 'deploy/role-missing',
    message: `${functionName} does not exist yet, and creating it needs an execution role`,
    hint: 'Set "role" in function.json or pass --role=arn:aws:iam::ACCOUNT:role/NAME. The role must trust lambda.amazonaws.com.',
  });
};

const updates = (wanted: WantedFunction, current: FunctionState): readonly DeploymentStep[] => {
  const code = codeChanges(wanted, current);
  const configuration = configurationChanges(current.configuration, wanted.configuration);
  return [
    ...(code.length === 0 ? [] : [{ action: 'updateCode', changes: code } as const]),
    ...(configuration.length === 0
      ? []
      : [{ action: 'updateConfiguration', changes: configuration } as const]),
  ];
};

const codeChanges = (wanted: WantedFunction, current: FunctionState): readonly CodeChange[] => [
  ...(current.codeSha256 === wanted.sha256
    ? []
    : [{ field: 'code', before: current.codeSha256, after: wanted.sha256 } as const]),
  ...(current.architecture === wanted.architecture
    ? []
    : [{ field: 'architecture', before: current.architecture, after: wanted.architecture } as const]),
  // after a failed update, AWS may report the code it was sent, not the code that runs
  ...(current.lastUpdateStatus === 'Failed'
    ? [
        {
          field: 'failed update',
          before: current.lastUpdateReason ?? 'no reason given',
          after: 'again',
        } as const,
      ]
    : []),
];
