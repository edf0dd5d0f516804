import type { FunctionArtifact } from '@layerkit/artifact';
import type { FunctionDefinition } from '@layerkit/artifact/definition';
import type { Sha256 } from '@layerkit/artifact/digest';
import { LayerkitError } from '@layerkit/failure';
import { formatTarget, type Architecture } from '@layerkit/platform-resolution';
import { arnOf, type ResolvedLayer } from './resolve-layers.ts';
import type { StatedConfiguration, Vpc } from './function-configuration.ts';
import type { RuntimeManagement, Tags } from './functions.ts';

/** The function to deploy. Contains environment values, so it must never be printed or written to a file. */
export interface WantedFunction {
  readonly functionName: string;
  /** The Nx project that deploys it. */
  readonly project: string;
  readonly architecture: Architecture;
  readonly zipPath: string;
  readonly sha256: Sha256;
  readonly configuration: StatedConfiguration;
  /** `undefined` if function.json states none. */
  readonly tags: Tags | undefined;
  /** `null` for none; `undefined` if function.json states nothing. */
  readonly reservedConcurrency: number | null | undefined;
  readonly runtimeManagement: RuntimeManagement | undefined;
}

export interface DeploymentInput {
  readonly artifact: FunctionArtifact;
  readonly definition: FunctionDefinition;
  /** Name of the Nx project. A tag of the function has it. */
  readonly project: string;
  /** Overrides the definition’s role. */
  readonly role?: string | undefined;
  /** The variables that `fromEnvironment` reads; by default those of this process. */
  readonly variables?: Readonly<Record<string, string | undefined>> | undefined;
}

/** Values that the deployment has looked up by the names in function.json. */
export interface LookedUp {
  readonly layers: readonly ResolvedLayer[];
  readonly environment: Readonly<Record<string, string>> | undefined;
}

/** Returns the function as function.json states it. Fields that it does not state are `undefined`. */
export const wantedFunction = (input: DeploymentInput, found: LookedUp): WantedFunction => {
  const { artifact, definition, project } = input;
  return {
    functionName: definition.functionName,
    project,
    architecture: definition.architecture,
    zipPath: artifact.zipPath,
    sha256: artifact.manifest.zip.sha256,
    configuration: statedConfiguration(input, found),
    tags: definition.tags,
    reservedConcurrency: definition.reservedConcurrency,
    runtimeManagement: definition.runtimeManagement,
  };
};

const statedConfiguration = (
  { definition, role = definition.role }: DeploymentInput,
  { layers, environment }: LookedUp,
): StatedConfiguration => ({
  runtime: definition.runtime,
  handler: definition.handler,
  role,
  description: definition.description,
  memoryMb: definition.memoryMb,
  timeoutSeconds: definition.timeoutSeconds,
  environment,
  logFormat: definition.logFormat,
  applicationLogLevel: definition.applicationLogLevel,
  systemLogLevel: definition.systemLogLevel,
  logGroup: definition.logGroup,
  tracing: definition.tracing,
  ephemeralStorageMb: definition.ephemeralStorageMb,
  vpc: unlessNull(definition.vpc, noVpc),
  fileSystems: definition.fileSystems,
  snapStart: definition.snapStart,
  kmsKey: unlessNull(definition.kmsKey, ''),
  deadLetter: unlessNull(definition.deadLetter, ''),
  layers: definition.layers && layers.map(arnOf),
});

const noVpc: Vpc = { subnetIds: [], securityGroupIds: [], ipv6: false };

/** Lambda’s requests have an empty value for none. */
const unlessNull = <Value>(value: Value | null | undefined, none: Value): Value | undefined =>
  value === null ? none : value;

/** Checks that the artifact matches function.json. @throws LayerkitError artifact/invalid if it does not. */
export const checkBuiltForDefinition = ({
  artifact,
  definition,
}: Pick<DeploymentInput, 'artifact' | 'definition'>): void => {
  const { functionName, functionNames = [functionName], target } = artifact.manifest;
  const problems = [
    ...(functionNames.includes(definition.functionName)
      ? []
      : [
          `functionName: the artifact has ${functionNames.join(', ')}, function.json ${definition.functionName}`,
        ]),
    ...(formatTarget(target) === formatTarget(definition)
      ? []
      : [`target: the artifact has ${formatTarget(target)}, function.json ${formatTarget(definition)}`]),
  ];
  if (problems.length === 0) return;
  throw new LayerkitError({
    code: 'artifact/invalid',
    message: `${artifact.directory} was built from a different function.json`,
    problems,
    hint: 'Run the project’s build target again.',
  });
};
