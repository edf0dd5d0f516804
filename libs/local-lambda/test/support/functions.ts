import { join } from 'node:path';
import {
  CreateFunctionCommand,
  InvokeCommand,
  type CreateFunctionCommandInput,
  type InvokeCommandInput,
  type LambdaClient,
} from '@aws-sdk/client-lambda';
import { makeZip } from './zips.ts';

const workspace = join(import.meta.dirname, '../../../..');

/** The folder into which `npm test` installs awslambdaric before it runs any test. */
export const runtimeClient =
  process.env['LAYERKIT_RUNTIME_CLIENT'] || join(workspace, '.layerkit/python-tools/runtime-client');

/** Creates a function with this text as its module `index`. */
export const createPythonFunction = async (
  client: LambdaClient,
  text: string,
  more: Partial<CreateFunctionCommandInput> & { readonly FunctionName: string },
): Promise<void> => {
  const request: CreateFunctionCommandInput = {
    Runtime: 'python3.12',
    Role: 'arn:aws:iam::000000000000:role/any',
    Handler: 'index.handler',
    Code: { ZipFile: await makeZip({ 'index.py': text }) },
    Timeout: 20,
    ...more,
  };
  await client.send(new CreateFunctionCommand(request));
};

export interface SeenInvocation {
  readonly status: number | undefined;
  readonly functionError: string | undefined;
  readonly executedVersion: string | undefined;
  readonly response: unknown;
  readonly log: string;
}

/** Invokes a function with the tail of its log, and decodes the result. */
export const invoke = async (
  client: LambdaClient,
  FunctionName: string,
  more: Partial<InvokeCommandInput> = {},
): Promise<SeenInvocation> => {
  const result = await client.send(new InvokeCommand({ FunctionName, LogType: 'Tail', ...more }));
  const text = Buffer.from(result.Payload ?? []).toString();
  return {
    status: result.StatusCode,
    functionError: result.FunctionError,
    executedVersion: result.ExecutedVersion,
    response: text === '' ? undefined : JSON.parse(text),
    log: Buffer.from(result.LogResult ?? '', 'base64').toString(),
  };
};
