import { sha256ToBase64 } from '@layerkit/artifact/digest';
import type { Architecture, Runtime } from '@layerkit/platform-resolution';
import type { FunctionState, NewFunction, StatedConfiguration } from '@layerkit/publishing/functions';
import type {
  LayerVersion,
  ListedLayerVersion,
  StoredLayerVersion,
} from '@layerkit/publishing/layer-versions';

/** The fields of requests that the adapter sends, under Lambda’s names. */
export interface Fields {
  readonly FunctionName?: string;
  readonly Description?: string;
  readonly CompatibleRuntimes?: readonly Runtime[];
  readonly CompatibleArchitectures?: readonly Architecture[];
  readonly Content?: { readonly ZipFile?: string };
  readonly Code?: { readonly ZipFile?: string };
  readonly ZipFile?: string;
  readonly Architectures?: readonly Architecture[];
  readonly RevisionId?: string;
  readonly Tags?: Readonly<Record<string, string>>;
  readonly Runtime?: Runtime;
  readonly Handler?: string;
  readonly Role?: string;
  readonly MemorySize?: number;
  readonly Timeout?: number;
  readonly Environment?: { readonly Variables?: Readonly<Record<string, string>> };
  readonly LoggingConfig?: {
    readonly LogFormat?: 'Text' | 'JSON';
    readonly ApplicationLogLevel?: 'DEBUG';
    readonly SystemLogLevel?: 'WARN';
    readonly LogGroup?: string;
  };
  readonly TracingConfig?: { readonly Mode: 'Active' | 'PassThrough' };
  readonly EphemeralStorage?: { readonly Size: number };
  readonly VpcConfig?: {
    readonly SubnetIds: readonly string[];
    readonly SecurityGroupIds: readonly string[];
    readonly Ipv6AllowedForDualStack: boolean;
  };
  readonly FileSystemConfigs?: readonly { readonly Arn: string; readonly LocalMountPath: string }[];
  readonly SnapStart?: { readonly ApplyOn: 'PublishedVersions' | 'None' };
  readonly KMSKeyArn?: string;
  readonly DeadLetterConfig?: { readonly TargetArn: string };
  readonly ReservedConcurrentExecutions?: number;
  readonly UpdateRuntimeOn?: 'Auto' | 'FunctionUpdate' | 'Manual';
  readonly RuntimeVersionArn?: string;
  readonly Layers?: readonly string[];
}

export const zipOf = (base64: string | undefined): Uint8Array => Buffer.from(base64 ?? '', 'base64');

export const layerOf = (version: ListedLayerVersion | LayerVersion | StoredLayerVersion): object => ({
  LayerVersionArn: version.arn,
  Version: version.version,
  Description: version.description,
  CreatedDate: '2026-01-12T15:31:31.000+0000',
  CompatibleRuntimes: version.runtimes,
  CompatibleArchitectures: version.architectures,
  ...('sha256' in version
    ? { Content: { CodeSha256: sha256ToBase64(version.sha256), CodeSize: 1, Location: locationOf(version) } }
    : {}),
});

const locationOf = (version: LayerVersion | StoredLayerVersion): string =>
  'location' in version ? version.location : 'https://…';

export const functionOf = (state: FunctionState): object => {
  const { configuration } = state;
  return {
    FunctionName: state.functionName,
    FunctionArn: state.arn,
    Architectures: [state.architecture],
    CodeSha256: sha256ToBase64(state.codeSha256),
    RevisionId: state.revisionId,
    State: state.state,
    StateReason: state.stateReason,
    LastUpdateStatus: state.lastUpdateStatus,
    LastUpdateStatusReason: state.lastUpdateReason,
    Runtime: configuration.runtime,
    Handler: configuration.handler,
    Role: configuration.role,
    Description: configuration.description,
    MemorySize: configuration.memoryMb,
    Timeout: configuration.timeoutSeconds,
    Environment: { Variables: configuration.environment },
    LoggingConfig: {
      LogFormat: configuration.logFormat,
      LogGroup: configuration.logGroup,
      ApplicationLogLevel: configuration.applicationLogLevel || undefined,
      SystemLogLevel: configuration.systemLogLevel || undefined,
    },
    TracingConfig: { Mode: configuration.tracing },
    EphemeralStorage: { Size: configuration.ephemeralStorageMb },
    VpcConfig: {
      SubnetIds: configuration.vpc.subnetIds,
      SecurityGroupIds: configuration.vpc.securityGroupIds,
      Ipv6AllowedForDualStack: configuration.vpc.ipv6,
    },
    FileSystemConfigs: configuration.fileSystems.map(({ arn, path }) => ({ Arn: arn, LocalMountPath: path })),
    SnapStart: { ApplyOn: configuration.snapStart, OptimizationStatus: 'Off' },
    KMSKeyArn: configuration.kmsKey || undefined,
    DeadLetterConfig: configuration.deadLetter === '' ? undefined : { TargetArn: configuration.deadLetter },
    // In recorded answers, a function without layers does not have this field
    ...(configuration.layers.length === 0
      ? {}
      : { Layers: configuration.layers.map((arn) => ({ Arn: arn, CodeSize: 1 })) }),
  };
};

/** Returns the fields that a request names, and no others. */
export const changesOf = (fields: Fields): StatedConfiguration => ({
  ...(fields.Runtime && { runtime: fields.Runtime }),
  ...(fields.Handler && { handler: fields.Handler }),
  ...(fields.Role && { role: fields.Role }),
  ...(fields.Description !== undefined && { description: fields.Description }),
  ...(fields.MemorySize && { memoryMb: fields.MemorySize }),
  ...(fields.Timeout && { timeoutSeconds: fields.Timeout }),
  ...(fields.Environment?.Variables && { environment: fields.Environment.Variables }),
  logFormat: fields.LoggingConfig?.LogFormat,
  applicationLogLevel: fields.LoggingConfig?.ApplicationLogLevel,
  systemLogLevel: fields.LoggingConfig?.SystemLogLevel,
  logGroup: fields.LoggingConfig?.LogGroup,
  tracing: fields.TracingConfig?.Mode,
  ephemeralStorageMb: fields.EphemeralStorage?.Size,
  vpc: fields.VpcConfig && {
    subnetIds: fields.VpcConfig.SubnetIds,
    securityGroupIds: fields.VpcConfig.SecurityGroupIds,
    ipv6: fields.VpcConfig.Ipv6AllowedForDualStack,
  },
  fileSystems: fields.FileSystemConfigs?.map(({ Arn, LocalMountPath }) => ({
    arn: Arn,
    path: LocalMountPath,
  })),
  snapStart: fields.SnapStart?.ApplyOn,
  kmsKey: fields.KMSKeyArn,
  deadLetter: fields.DeadLetterConfig?.TargetArn,
  ...(fields.Layers && { layers: fields.Layers }),
});

export const createOf = (fields: Fields): NewFunction => ({
  functionName: fields.FunctionName ?? '',
  architecture: fields.Architectures?.[0] ?? 'x86_64',
  zip: zipOf(fields.Code?.ZipFile),
  configuration: changesOf(fields),
  tags: fields.Tags ?? {},
});
