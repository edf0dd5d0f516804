import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LayerArtifact } from '@layerkit/artifact';
import type { ExpectedFailure } from '@layerkit/artifact/definition';
import type { Verification } from '@layerkit/artifact/verification';
import { LayerkitError } from '@layerkit/failure';
import type { LambdaConnection } from '@layerkit/publishing/aws';
import { describeFunctionError, type Invocation } from '@layerkit/publishing/smoke';
import {
  formatTemporaryFunctionPlan,
  planTemporaryFunction,
  withTemporaryFunction,
} from '@layerkit/publishing/temporary-function';
import { inOwnedFolder } from '@layerkit/temporary-files';
import {
  zipProbe,
  type FunctionAnswer,
  functionPlace,
  invocationBudgetSeconds,
  probeHandler,
  verifyLayer,
} from '@layerkit/verification';
import { extrasOf } from './extras-of.ts';

export interface VerifyOnLambdaOptions {
  readonly artifact: LayerArtifact;
  readonly expectedFailures: readonly ExpectedFailure[] | undefined;
  readonly submodules: boolean;
  /** ARN of the execution role for the probe function. */
  readonly role: string | undefined;
  readonly lambda: LambdaConnection;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/** The memory that comes with one vCPU (AWS Lambda developer guide, "Configure Lambda function memory"). */
const memoryMb = 1769;

const secondsPerModule = 120;

/** The time for all imports. A run ends before another one may take its resources for abandoned. */
const seconds = 1800;

/**
 * Imports the layer’s modules in a probe function on Lambda: plan → create → import → delete.
 * @throws LayerkitError verify/role-missing, verify/interrupted, publish/needs-s3, aws/*, environment/failed
 */
export const verifyOnLambda = async (options: VerifyOnLambdaOptions): Promise<Verification> => {
  const { artifact, expectedFailures, submodules, role, lambda, say, signal } = options;
  if (role === undefined) throw roleMissing();
  const plan = await planTemporaryFunction(artifact, lambda.temporary);
  formatTemporaryFunctionPlan(plan).forEach(say);
  const timeoutSeconds = secondsPerModule + invocationBudgetSeconds + 20;
  return withTemporaryFunction(
    {
      plan,
      artifact,
      code: { zip: await probeZip(), handler: probeHandler },
      role,
      memoryMb,
      timeoutSeconds,
      leaseSeconds: seconds + 2 * timeoutSeconds + 600,
      lambda,
      signal,
    },
    (functionName) => {
      const ask = (event: object) => answerOf(lambda.invocation, functionName, event);
      const place = functionPlace({ ask, ...lambda.where });
      const findExtras = extrasOf(artifact);
      return verifyLayer({
        artifact,
        expectedFailures,
        findExtras,
        submodules,
        secondsPerModule,
        seconds,
        place,
      });
    },
  );
};

const probeZip = (): Promise<Uint8Array> =>
  inOwnedFolder('verify', async (folder) => {
    const { path } = await zipProbe(join(folder, 'probe.zip'));
    return readFile(path);
  });

const answerOf = async (
  invocation: Invocation,
  functionName: string,
  event: object,
): Promise<FunctionAnswer> => {
  const { functionError, payload } = await invocation.invoke(functionName, event);
  return functionError === undefined ? { payload } : { error: describeFunctionError(JSON.parse(payload)) };
};

const roleMissing = (): LayerkitError =>
  new LayerkitError({
    code: 'verify/role-missing',
    message: 'the probe function on Lambda needs an execution role',
    hint: 'Set --role=arn:aws:iam::ACCOUNT:role/NAME. The role needs no permissions, but must trust Lambda.',
  });
