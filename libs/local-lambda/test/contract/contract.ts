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

export type Connect = () => Implementation;

/** Names that no other test has, since an implementation may keep what the tests before left. */
export const uniqueName = (kind: string): string => `${kind}-${randomUUID().slice(0, 8)}`;

export const layerZip = (): Promise<Buffer> => makeZip({ 'python/lib.py': 'answer = 42\n' });

export const codeZip = (answer = '1'): Promise<Buffer> =>
  makeZip({ 'index.py': `def handler(event, context):\n    return ${answer}\n` });

/** The request for a plain function. */
export const plainFunction = async (
  { role }: Implementation,
  FunctionName: string,
): Promise<CreateFunctionCommandInput> => ({
  FunctionName,
  Runtime: 'python3.12',
  Role: role,
  Handler: 'index.handler',
  Code: { ZipFile: await codeZip() },
});

/** Waits, a minute at most, until the function's last change is over. */
export const settledFunction = async (
  { client, pollMs }: Implementation,
  FunctionName: string,
): Promise<FunctionConfiguration> => {
  for (const started = Date.now(); Date.now() - started < 60_000; await sleep(pollMs)) {
    const now = await client.send(new GetFunctionConfigurationCommand({ FunctionName }));
    if (now.State !== 'Pending' && now.LastUpdateStatus !== 'InProgress') return now;
  }
  throw new Error(`${FunctionName} does not come to rest`);
};
