import type { FunctionArtifact } from '@layerkit/artifact';
import type { FunctionDefinition } from '@layerkit/artifact/definition';
import type { Sha256 } from '@layerkit/artifact/digest';
import { LayerkitError } from '@layerkit/failure';
import { formatTarget, type Architecture } from '@layerkit/platform-resolution';
import type { ResolvedLayer } from './resolve-layers.ts';
import type { StatedConfiguration, Tags } from './functions.ts';

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
}

export interface DeploymentInput {
  readonly artifact: FunctionArtifact;
  readonly definition: FunctionDefinition;
  /** Name of the Nx project. A tag of the function has it. */
  readonly project: string;
  /** Overrides the definition’s role. */
  readonly role?: string | undefined;
}

/** Returns the function as function.json states it. Fields that it does not state are `undefined`. */
export const wantedFunction = (
  { artifact, definition, project, role = definition.role }: DeploymentInput,
  layers: readonly ResolvedLayer[],
): WantedFunction => ({
  functionName: definition.functionName,
  project,
  architecture: definition.architecture,
  zipPath: artifact.zipPath,
  sha256: artifact.manifest.zip.sha256,
  configuration: {
    runtime: definition.runtime,
    handler: definition.handler,
    description: definition.description,
    memoryMb: definition.memoryMb,
    timeoutSeconds: definition.timeoutSeconds,
    environment: definition.environment,
    logFormat: definition.logFormat,
    layers: definition.layers && layers.map(({ arn }) => arn),
    role,
  },
  tags: undefined,
});

/** Checks that the artifact matches function.json. @throws LayerkitError artifact/invalid if it does not. */
export const checkBuiltForDefinition = ({
  artifact,
  definition,
}: Pick<DeploymentInput, 'artifact' | 'definition'>): void => {
  const { functionName, target } = artifact.manifest;
  const problems = [
    ...(functionName === definition.functionName
      ? []
      : [`functionName: the artifact has ${functionName}, function.json ${definition.functionName}`]),
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
