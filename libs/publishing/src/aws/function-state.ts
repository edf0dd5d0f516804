import type { FunctionConfiguration as AwsConfiguration, GetFunctionResponse } from '@aws-sdk/client-lambda';
import type { FunctionState, ReportedConfiguration } from '../functions/functions.ts';
import { digestOf, required } from './answer.ts';

/** Reads the answer of GetFunction. Missing fields get Lambda’s defaults. */
export const functionStateOf = (answer: GetFunctionResponse): FunctionState => ({
  ...describedFunction(required(answer.Configuration, 'Configuration')),
  tags: answer.TagsError === undefined ? (answer.Tags ?? {}) : undefined,
});

const describedFunction = (answer: AwsConfiguration): Omit<FunctionState, 'tags'> => ({
  functionName: required(answer.FunctionName, 'FunctionName'),
  arn: required(answer.FunctionArn, 'FunctionArn'),
  architecture: answer.Architectures?.[0] ?? 'x86_64',
  codeSha256: digestOf(answer.CodeSha256),
  configuration: configurationOf(answer),
  revisionId: required(answer.RevisionId, 'RevisionId'),
  state: answer.State ?? 'Active',
  stateReason: answer.StateReason,
  lastUpdateStatus: answer.LastUpdateStatus,
  lastUpdateReason: answer.LastUpdateStatusReason,
});

const configurationOf = (answer: AwsConfiguration): ReportedConfiguration => ({
  runtime: answer.Runtime ?? '',
  handler: answer.Handler ?? '',
  role: answer.Role ?? '',
  description: answer.Description ?? '',
  memoryMb: answer.MemorySize ?? 128,
  timeoutSeconds: answer.Timeout ?? 3,
  environment: answer.Environment?.Error === undefined ? (answer.Environment?.Variables ?? {}) : undefined,
  logFormat: answer.LoggingConfig?.LogFormat ?? 'Text',
  layers: (answer.Layers ?? []).map(({ Arn }) => required(Arn, 'Layers[].Arn')),
});
