import { readFunctionArtifact, type FunctionArtifact } from '@layerkit/artifact';
import type { FunctionDefinition } from '@layerkit/artifact/definition';
import { LayerkitError } from '@layerkit/failure';
import type { StatedConfiguration } from '../functions/function-configuration.ts';
import type { Functions, FunctionState } from '../functions/functions.ts';
import { patiently } from '../functions/patiently.ts';
import { resolveEnvironment } from '../functions/resolve-environment.ts';
import { defaultPatience, settledState, type Patience } from '../functions/settled-state.ts';
import { readBuiltZip } from '../zip/read-built-zip.ts';
import { findLeftOverFunctions, removeLeftOver } from './find-left-overs.ts';
import { formatLease, temporaryName } from './lease.ts';
import { notCreated } from './not-created.ts';
import { removeTemporary } from './remove-temporary.ts';
import { thisProcess } from './running-process.ts';
import type { TemporaryResources } from './temporary-resources.ts';

export interface TemporaryCopyOptions {
  /** The deployed function. */
  readonly definition: FunctionDefinition;
  /** Variables in addition to those of the function, or instead of them. */
  readonly environment: NonNullable<FunctionDefinition['environment']>;
  /** The folder of its zip. */
  readonly directory: string;
  readonly lambda: { readonly functions: Functions; readonly temporary: TemporaryResources };
  readonly patience?: Patience | undefined;
}

/**
 * Creates a copy of a deployed function that has other environment variables, calls `use` with its name, and always
 * deletes it. Removes copies that killed runs left. The function itself does not change.
 * @throws LayerkitError function/not-found, smoke/failed if other code is deployed than was built,
 * deploy/environment-missing, artifact/*, aws/*; any error of `use`
 */
export const withTemporaryCopy = async <T>(
  options: TemporaryCopyOptions,
  use: (functionName: string) => Promise<T>,
): Promise<T> => {
  const { temporary } = options.lambda;
  const artifact = await readFunctionArtifact(options.directory);
  for (const leftOver of await findLeftOverFunctions(temporary)) await removeLeftOver(temporary, leftOver);
  const name = temporaryName(artifact.manifest.zip.sha256, 'smoke');
  let failure: unknown;
  try {
    await createCopy(name, artifact, options);
    return await use(name);
  } catch (error) {
    failure = error;
    throw error;
  } finally {
    await removeTemporary(name, { temporary }, failure);
  }
};

const createCopy = async (
  functionName: string,
  artifact: FunctionArtifact,
  { definition, environment, lambda, patience = defaultPatience }: TemporaryCopyOptions,
): Promise<void> => {
  const deployed = await settledState(lambda.functions, definition.functionName, patience);
  checkDeployed(deployed, definition, artifact);
  const { sha256 } = artifact.manifest.zip;
  const zip = await readBuiltZip({ zipPath: artifact.zipPath, sha256 });
  const configuration = {
    ...copiedConfiguration(deployed, definition),
    description: formatLease({ until: leaseEnd(definition), holder: await thisProcess() }),
    environment: {
      ...deployed.configuration.environment,
      ...resolveEnvironment(environment, process.env),
    },
  };
  const request = { functionName, architecture: definition.architecture, configuration, zip };
  const outcome = await patiently(patience, () => lambda.functions.create(request));
  if (outcome.status !== 'accepted')
    throw notCreated(outcome, { name: functionName, role: configuration.role, patience });
  await settledState(lambda.functions, functionName, patience);
};

/** Returns the settings that a copy needs to behave alike. It logs where the function logs, so that no log group is left. */
const copiedConfiguration = (
  { configuration }: FunctionState,
  { runtime, handler, logFormat }: FunctionDefinition,
): StatedConfiguration & { readonly role: string } => {
  const { role, memoryMb, timeoutSeconds, layers, vpc, fileSystems, ephemeralStorageMb } = configuration;
  const { kmsKey, logGroup } = configuration;
  return {
    runtime,
    handler,
    logFormat,
    role,
    memoryMb,
    timeoutSeconds,
    layers,
    ephemeralStorageMb,
    logGroup,
    ...(vpc.subnetIds.length > 0 && { vpc }),
    ...(fileSystems.length > 0 && { fileSystems }),
    ...(kmsKey !== '' && { kmsKey }),
  };
};

/** Another run may delete the copy after this time: all cases could have run, each three times as long as allowed. */
const leaseEnd = ({ smoke, timeoutSeconds = 3 }: FunctionDefinition): Date =>
  new Date(Date.now() + (600 + 3 * timeoutSeconds * smoke.length) * 1000);

function checkDeployed(
  deployed: FunctionState | undefined,
  { functionName }: FunctionDefinition,
  artifact: FunctionArtifact,
): asserts deployed is FunctionState {
  if (deployed?.codeSha256 === artifact.manifest.zip.sha256) return;
  throw new LayerkitError(
    deployed === undefined
      ? {
          code: 'function/not-found',
          message: `there is no function ${functionName} in this account and region to copy`,
          hint: 'Deploy it first.',
        }
      : {
          code: 'smoke/failed',
          message: `the deployed code of ${functionName} is not the built code, so a copy would test other code`,
          hint: 'Deploy the function again. Make sure that no other deployment is running.',
        },
  );
}
