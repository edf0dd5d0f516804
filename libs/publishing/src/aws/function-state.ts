import type { FunctionConfiguration as AwsConfiguration, GetFunctionResponse } from '@aws-sdk/client-lambda';
import type { ReportedConfiguration } from '../functions/function-configuration.ts';
import type { FunctionState } from '../functions/functions.ts';
import { digestOf, required } from './answer.ts';

/** Reads the answer of GetFunction. Missing fields get Lambda’s defaults. */
export const functionStateOf = (answer: GetFunctionResponse): FunctionState => ({
  ...describedFunction(required(answer.Configuration, 'Configuration')),
  reservedConcurrency: answer.Concurrency?.ReservedConcurrentExecutions ?? null,
  tags: answer.TagsError === undefined ? (answer.Tags ?? {}) : undefined,
});

const describedFunction = (
  answer: AwsConfiguration,
): Omit<FunctionState, 'tags' | 'reservedConcurrency'> => ({
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
  ...loggingOf(answer),
  tracing: answer.TracingConfig?.Mode ?? 'PassThrough',
  ephemeralStorageMb: answer.EphemeralStorage?.Size ?? 512,
  vpc: {
    subnetIds: answer.VpcConfig?.SubnetIds ?? [],
    securityGroupIds: answer.VpcConfig?.SecurityGroupIds ?? [],
    ipv6: answer.VpcConfig?.Ipv6AllowedForDualStack ?? false,
  },
  fileSystems: (answer.FileSystemConfigs ?? []).map(({ Arn, LocalMountPath }) => ({
    arn: required(Arn, 'FileSystemConfigs[].Arn'),
    path: required(LocalMountPath, 'FileSystemConfigs[].LocalMountPath'),
  })),
  snapStart: answer.SnapStart?.ApplyOn ?? 'None',
  kmsKey: answer.KMSKeyArn ?? '',
  deadLetter: answer.DeadLetterConfig?.TargetArn ?? '',
  layers: (answer.Layers ?? []).map(({ Arn }) => required(Arn, 'Layers[].Arn')),
});

const loggingOf = ({ FunctionName: name = '', LoggingConfig: logging = {} }: AwsConfiguration) => ({
  logFormat: logging.LogFormat ?? 'Text',
  applicationLogLevel: logging.ApplicationLogLevel ?? '',
  systemLogLevel: logging.SystemLogLevel ?? '',
  logGroup: logging.LogGroup ?? `/aws/lambda/${name}`,
});
