import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  GetFunctionConfigurationCommand,
  type CreateFunctionCommandInput,
  type FunctionConfiguration,
  type LambdaClient,
} from '@aws-sdk/client-lambda';
import { makeZip } from '../support/zips.ts';

/** An implementation of Lambda's API that is held against what AWS does. */
export interface Implementation {
  readonly client: LambdaClient;
  readonly region: string;
  readonly account: string;
  /** A role that functions may have. */
  readonly role: string;
  /** How often it may be asked whether a change is over, in ms. */
  readonly pollMs: number;
}

let subject: Implementation | undefined;

/** Says which implementation the contract is held against in this run. */
export const holdContractAgainst = (implementation: Implementation): void => {
  subject = implementation;
};

/** The implementation the tests talk to. */
export const underTest = (): Implementation => {
  if (subject === undefined) throw new Error('no implementation was named: call holdContractAgainst first');
  return subject;
};

/** Names that no other test has, since an implementation may keep what the tests before left. */
export const uniqueName = (kind: string): string => `${kind}-${randomUUID().slice(0, 8)}`;

export const layerZip = (): Promise<Buffer> => makeZip({ 'python/lib.py': 'answer = 42\n' });

export const codeZip = (answer = '1'): Promise<Buffer> =>
  makeZip({ 'index.py': `def handler(event, context):\n    return ${answer}\n` });

/** The request for a plain function. */
export const plainFunction = async (FunctionName: string): Promise<CreateFunctionCommandInput> => ({
  FunctionName,
  Runtime: 'python3.12',
  Role: underTest().role,
  Handler: 'index.handler',
  Code: { ZipFile: await codeZip() },
});

/** Waits, a minute at most, until the function's last change is over. */
export const settledFunction = async (FunctionName: string): Promise<FunctionConfiguration> => {
  const { client, pollMs } = underTest();
  const started = Date.now();
  while (Date.now() - started < 60_000) {
    const now = await client.send(new GetFunctionConfigurationCommand({ FunctionName }));
    if (now.State !== 'Pending' && now.LastUpdateStatus !== 'InProgress') return now;
    await sleep(pollMs);
  }
  throw new Error(`${FunctionName} does not come to rest`);
};
