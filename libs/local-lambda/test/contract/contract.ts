import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  GetFunctionConfigurationCommand,
  type CreateFunctionCommandInput,
  type FunctionConfiguration,
  type LambdaClient,
} from '@aws-sdk/client-lambda';
import { makeZip } from '../support/zips.ts';

/** An implementation of Lambda's API that is compared with AWS. */
export interface Implementation {
  readonly client: LambdaClient;
  readonly region: string;
  readonly account: string;
  /** The ARN of a role for functions. */
  readonly role: string;
  /** The polling interval while a change is in progress, in ms. */
  readonly pollMs: number;
}

let subject: Implementation | undefined;

/** Sets the implementation that the contract tests in this run. */
export const holdContractAgainst = (implementation: Implementation): void => {
  subject = implementation;
};

/** Returns the implementation under test. */
export const underTest = (): Implementation => {
  if (subject === undefined) throw new Error('no implementation is set: call holdContractAgainst first');
  return subject;
};

/** Makes a name that no other test uses, because an implementation may keep what earlier tests left. */
export const uniqueName = (kind: string): string => `${kind}-${randomUUID().slice(0, 8)}`;

export const layerZip = (): Promise<Buffer> => makeZip({ 'python/lib.py': 'answer = 42\n' });

export const codeZip = (answer = '1'): Promise<Buffer> =>
  makeZip({ 'index.py': `def handler(event, context):\n    return ${answer}\n` });

/** Makes the request that creates a plain function. */
export const plainFunction = async (FunctionName: string): Promise<CreateFunctionCommandInput> => ({
  FunctionName,
  Runtime: 'python3.12',
  Role: underTest().role,
  Handler: 'index.handler',
  Code: { ZipFile: await codeZip() },
});

/** Waits for up to a minute until the last change of the function has ended. */
export const settledFunction = async (FunctionName: string): Promise<FunctionConfiguration> => {
  const { client, pollMs } = underTest();
  const started = Date.now();
  while (Date.now() - started < 60_000) {
    const now = await client.send(new GetFunctionConfigurationCommand({ FunctionName }));
    if (now.State !== 'Pending' && now.LastUpdateStatus !== 'InProgress') return now;
    await sleep(pollMs);
  }
  throw new Error(`${FunctionName} has not settled within a minute`);
};
