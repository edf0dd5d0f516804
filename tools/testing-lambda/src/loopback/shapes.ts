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
  readonly LoggingConfig?: { readonly LogFormat?: 'Text' | 'JSON' };
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
    LoggingConfig: { LogFormat: configuration.logFormat, LogGroup: `/aws/lambda/${state.functionName}` },
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
  ...(fields.LoggingConfig?.LogFormat && { logFormat: fields.LoggingConfig.LogFormat }),
  ...(fields.Layers && { layers: fields.Layers }),
});

export const createOf = (fields: Fields): NewFunction => ({
  functionName: fields.FunctionName ?? '',
  architecture: fields.Architectures?.[0] ?? 'x86_64',
  zip: zipOf(fields.Code?.ZipFile),
  configuration: changesOf(fields),
  tags: fields.Tags ?? {},
});
