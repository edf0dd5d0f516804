import { runtimes, type Runtime } from '@layerkit/platform-resolution';
import { hasSnapStart } from '@layerkit/platform-resolution/runtimes';
import { invalidParameterValue, notImplemented } from '../refusal/refusals.ts';
import {
  creatableRuntimes,
  customRuntime,
  everyRuntime,
  neverOffered,
  newerRuntimes,
} from '../validation/known-runtimes.ts';
import type { Settings } from './function-record.ts';
import { refuseBadVariables } from './environment-variables.ts';

/** The settings in a request. Settings that it leaves out stay unchanged. */
export interface SettingsRequest {
  readonly Runtime?: string | undefined;
  readonly Role?: string | undefined;
  readonly Handler?: string | undefined;
  readonly Description?: string | undefined;
  readonly Timeout?: number | undefined;
  readonly MemorySize?: number | undefined;
  readonly Environment?: { readonly Variables?: Record<string, string> | undefined } | undefined;
  readonly EphemeralStorage?: { readonly Size: number } | undefined;
  readonly TracingConfig?: { readonly Mode?: string | undefined } | undefined;
  readonly SnapStart?: { readonly ApplyOn?: string | undefined } | undefined;
  readonly DeadLetterConfig?: { readonly TargetArn?: string | undefined } | undefined;
  readonly KMSKeyArn?: string | undefined;
  readonly LoggingConfig?: LoggingRequest | undefined;
  readonly VpcConfig?: VpcRequest | undefined;
  readonly FileSystemConfigs?:
    readonly { readonly Arn: string; readonly LocalMountPath: string }[] | undefined;
}

interface VpcRequest {
  readonly SubnetIds?: readonly string[] | undefined;
  readonly SecurityGroupIds?: readonly string[] | undefined;
  readonly Ipv6AllowedForDualStack?: boolean | undefined;
}

interface LoggingRequest {
  readonly LogFormat?: string | undefined;
  readonly ApplicationLogLevel?: string | undefined;
  readonly SystemLogLevel?: string | undefined;
  readonly LogGroup?: string | undefined;
}

/** The default settings of a function (AWS Lambda API reference, CreateFunction). */
export const defaultSettings = (functionName: string, architecture: string): Settings => ({
  runtime: '',
  architecture,
  role: '',
  handler: '',
  description: '',
  timeout: 3,
  memorySize: 128,
  ephemeralStorage: 512,
  tracingMode: 'PassThrough',
  snapStart: 'None',
  logging: { format: 'Text', group: `/aws/lambda/${functionName}` },
});

/** @throws Refusal for an unknown or retired runtime, bad variables, or log levels with text logs */
export const applySettings = (before: Settings, request: SettingsRequest): Settings => {
  refuseUnusableRuntime(request.Runtime);
  const variables = request.Environment === undefined ? undefined : (request.Environment.Variables ?? {});
  refuseBadVariables(variables);
  const environment = variables ?? before.environment;
  const kmsKeyArn = request.KMSKeyArn ?? before.kmsKeyArn;
  const deadLetterTarget = request.DeadLetterConfig?.TargetArn ?? before.deadLetterTarget;
  const after: Settings = {
    runtime: request.Runtime ?? before.runtime,
    architecture: before.architecture,
    role: request.Role ?? before.role,
    handler: request.Handler ?? before.handler,
    description: request.Description ?? before.description,
    timeout: request.Timeout ?? before.timeout,
    memorySize: request.MemorySize ?? before.memorySize,
    environment,
    ephemeralStorage: request.EphemeralStorage?.Size ?? before.ephemeralStorage,
    tracingMode: request.TracingConfig?.Mode ?? before.tracingMode,
    snapStart: request.SnapStart?.ApplyOn ?? before.snapStart,
    kmsKeyArn: kmsKeyArn || undefined,
    deadLetterTarget: deadLetterTarget || undefined,
    logging: applyLogging(before.logging, request.LoggingConfig ?? {}),
    vpc: applyVpc(before.vpc, request.VpcConfig),
    fileSystem: applyFileSystem(before.fileSystem, request.FileSystemConfigs),
  };
  refuseUnfitTogether(after);
  return after;
};

const applyVpc = (before: Settings['vpc'], request: VpcRequest | undefined): Settings['vpc'] => {
  if (request === undefined) return before;
  const vpc = {
    subnetIds: [...(request.SubnetIds ?? before?.subnetIds ?? [])],
    securityGroupIds: [...(request.SecurityGroupIds ?? before?.securityGroupIds ?? [])],
    ipv6: request.Ipv6AllowedForDualStack ?? before?.ipv6 ?? false,
  };
  return vpc.subnetIds.length + vpc.securityGroupIds.length === 0 ? undefined : vpc;
};

const applyFileSystem = (
  before: Settings['fileSystem'],
  request: SettingsRequest['FileSystemConfigs'],
): Settings['fileSystem'] => {
  if (request === undefined) return before;
  const [first] = request;
  return first && { arn: first.Arn, path: first.LocalMountPath };
};

/** The texts are not recorded. The rules are those of the developer guide: VPC, file systems, SnapStart. */
const refuseUnfitTogether = ({ vpc, fileSystem, snapStart, runtime, ephemeralStorage }: Settings): void => {
  if (vpc !== undefined && (vpc.subnetIds.length === 0 || vpc.securityGroupIds.length === 0))
    throw invalidParameterValue('SubnetIds and SecurityIds must coexist or be both empty list.');
  if (fileSystem !== undefined && vpc === undefined)
    throw invalidParameterValue(
      'Function must be configured to execute in a VPC to reference an access point.',
    );
  if (snapStart !== 'PublishedVersions') return;
  if (isRuntime(runtime) && !hasSnapStart(runtime))
    throw invalidParameterValue(`${runtime} is not supported for SnapStart enabled functions.`);
  if (ephemeralStorage > 512 || fileSystem !== undefined)
    throw invalidParameterValue(
      'SnapStart does not support file systems or more than 512 MB of ephemeral storage.',
    );
};

const isRuntime = (name: string): name is Runtime => runtimes.some((runtime) => runtime === name);

const applyLogging = (before: Settings['logging'], request: LoggingRequest): Settings['logging'] => {
  const group = request.LogGroup ?? before.group;
  const format = (request.LogFormat ?? before.format) === 'JSON' ? 'JSON' : 'Text';
  if (format === 'JSON')
    return {
      format,
      group,
      applicationLevel: request.ApplicationLogLevel ?? before.applicationLevel ?? 'INFO',
      systemLevel: request.SystemLogLevel ?? before.systemLevel ?? 'INFO',
    };
  if (request.ApplicationLogLevel !== undefined || request.SystemLogLevel !== undefined)
    throw invalidParameterValue('Log levels can only be set when LogFormat is JSON.');
  return { format, group };
};

const refuseUnusableRuntime = (runtime: string | undefined): void => {
  if (runtime === undefined || [...creatableRuntimes, ...newerRuntimes].some((known) => known === runtime))
    return;
  if (runtime === customRuntime) throw notImplemented('customer-managed runtimes (Runtime custom)');
  if (everyRuntime.some((known) => known === runtime) && !neverOffered.includes(runtime))
    throw invalidParameterValue(
      `The runtime parameter of ${runtime} is no longer supported for creating or updating AWS Lambda functions. We recommend you use a supported runtime while creating or updating functions.`,
    );
  throw invalidParameterValue(
    `Value ${runtime} at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [${creatableRuntimes.join(', ')}] or be a valid ARN`,
  );
};
