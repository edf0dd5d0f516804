import type { Sha256 } from '@layerkit/artifact/digest';
import { LayerkitError } from '@layerkit/failure';
import { codeChanges, type CodeChange } from './code-changes.ts';
import { configurationChanges, initialValues, type ConfigurationChange } from './configuration-changes.ts';
import { describeChange, type Change } from './describe-change.ts';
import { isManagedBy, notAdopted, ownerTags, readTags } from './ownership.ts';
import type { CurrentFunction } from './read-function.ts';
import type { ResolvedLayer } from './resolve-layers.ts';
import { separateDefaults, settingChanges, type SettingChange } from './setting-changes.ts';
import { tagChanges, type TagChange } from './tag-changes.ts';
import type { WantedFunction } from './wanted-function.ts';

export type DeploymentStep =
  | {
      readonly action: 'create';
      readonly sha256: Sha256;
      readonly role: string;
      readonly changes: readonly (ConfigurationChange | TagChange)[];
    }
  | { readonly action: 'updateCode'; readonly changes: readonly CodeChange[] }
  | { readonly action: 'updateConfiguration'; readonly changes: readonly ConfigurationChange[] }
  | { readonly action: 'updateSettings'; readonly changes: readonly SettingChange[] }
  | { readonly action: 'updateTags'; readonly changes: readonly TagChange[] };

/** The steps of a deployment, as plain data without secrets. Without steps, the function is up to date. */
export interface DeploymentPlan {
  readonly functionName: string;
  /** Whether the project manages the function, or will after the deployment. */
  readonly managed: boolean;
  readonly layers: readonly ResolvedLayer[];
  readonly steps: readonly DeploymentStep[];
}

export interface PlanRequest {
  readonly wanted: WantedFunction;
  /** The function on AWS; `undefined` if it does not exist. */
  readonly current: CurrentFunction | undefined;
  readonly layers: readonly ResolvedLayer[];
  /** Takes over a function that the project does not manage. */
  readonly adopt: boolean;
}

/**
 * Compares the function on AWS with the wanted one and returns the steps between them.
 * @throws LayerkitError deploy/role-missing, deploy/not-adopted (lists every value that would change), aws/refused
 */
export const planDeployment = ({ wanted, current, layers, adopt }: PlanRequest): DeploymentPlan => {
  const { functionName, project } = wanted;
  if (current === undefined)
    return { functionName, managed: true, layers, steps: [creation(wanted), ...afterCreation(wanted)] };
  const managed = adopt || isManagedBy(project, current);
  const steps = updates(wanted, current, managed);
  if (managed || steps.length === 0) return { functionName, managed, layers, steps };
  throw notAdopted(current, project, steps.flatMap(changesOf).map(describeChange));
};

const changesOf = ({ changes }: DeploymentStep): readonly Change[] => changes;

const creation = ({ functionName, project, sha256, configuration, tags }: WantedFunction): DeploymentStep => {
  const { role } = configuration;
  const wantedTags = { stated: tags, owner: ownerTags(project) };
  if (role !== undefined)
    return {
      action: 'create',
      sha256,
      role,
      changes: [...initialValues(configuration), ...tagChanges({}, wantedTags)],
    };
  throw new LayerkitError({
    code: 'deploy/role-missing',
    message: `${functionName} does not exist yet, and creating it needs an execution role`,
    hint: 'Set "role" in function.json or pass --role=arn:aws:iam::ACCOUNT:role/NAME. The role must trust lambda.amazonaws.com.',
  });
};

/** CreateFunction does not set these. */
const afterCreation = (wanted: WantedFunction): readonly DeploymentStep[] => {
  const changes = settingChanges(separateDefaults, wanted);
  return changes.length === 0 ? [] : [{ action: 'updateSettings', changes }];
};

/** The tags come last: a deployment that stops halfway has not adopted a function. */
const updates = (
  wanted: WantedFunction,
  current: CurrentFunction,
  managed: boolean,
): readonly DeploymentStep[] => {
  const owner = managed ? ownerTags(wanted.project) : {};
  const steps: readonly DeploymentStep[] = [
    { action: 'updateCode', changes: codeChanges(wanted, current) },
    {
      action: 'updateConfiguration',
      changes: configurationChanges(current.configuration, wanted.configuration),
    },
    { action: 'updateSettings', changes: settingChanges(current, wanted) },
    { action: 'updateTags', changes: tagChanges(readTags(current), { stated: wanted.tags, owner }) },
  ];
  return steps.filter(({ changes }) => changes.length > 0);
};
