import { sha256Of, sha256ToBase64 } from '@layerkit/artifact/digest';
import { functionArn, runtimeVersionArn, type Scope } from '../naming/scope.ts';
import type { FunctionRecord, Settings } from './function-record.ts';

const creating = 'The function is being created.';

/** Describes a function's configuration as ListFunctions does: without its state. */
export const describeInList = (scope: Scope, record: FunctionRecord) => {
  const { current } = record;
  const { settings } = current;
  return {
    FunctionName: record.name,
    FunctionArn: functionArn(scope, record.name),
    Runtime: settings.runtime,
    Role: settings.role,
    Handler: settings.handler,
    CodeSize: current.code.size,
    Description: settings.description,
    Timeout: settings.timeout,
    MemorySize: settings.memorySize,
    LastModified: current.lastModified,
    CodeSha256: sha256ToBase64(current.code.sha256),
    Version: '$LATEST',
    ...optionalMembers(settings),
    TracingConfig: { Mode: settings.tracingMode },
    RevisionId: current.revisionId,
    Layers:
      current.layers.length === 0
        ? undefined
        : current.layers.map(({ arn, archive }) => ({ Arn: arn, CodeSize: archive.size })),
    PackageType: 'Zip',
    Architectures: [settings.architecture],
    EphemeralStorage: { Size: settings.ephemeralStorage },
    SnapStart: { ApplyOn: settings.snapStart, OptimizationStatus: 'Off' },
    LoggingConfig: describeLogging(settings),
  };
};

/** Describes a function's configuration with its state, as AWS does in every operation on one function. */
export const describeFunction = (scope: Scope, record: FunctionRecord) => ({
  ...describeInList(scope, record),
  ...describeState(record),
  RuntimeVersionConfig: {
    RuntimeVersionArn: runtimeVersionArn(scope.region, sha256Of(record.current.settings.runtime)),
  },
});

const describeState = (record: FunctionRecord) => {
  if (record.transition?.kind === 'creating')
    return { State: 'Pending', StateReason: creating, StateReasonCode: 'Creating' };
  if (record.transition === undefined) return { State: 'Active', LastUpdateStatus: 'Successful' };
  // AWS gives an update the same reason as a creation.
  return {
    State: 'Active',
    LastUpdateStatus: 'InProgress',
    LastUpdateStatusReason: creating,
    LastUpdateStatusReasonCode: 'Creating',
  };
};

const optionalMembers = (settings: Settings) => ({
  Environment: settings.environment === undefined ? undefined : { Variables: settings.environment },
  DeadLetterConfig:
    settings.deadLetterTarget === undefined ? undefined : { TargetArn: settings.deadLetterTarget },
  KMSKeyArn: settings.kmsKeyArn,
  VpcConfig: settings.vpc && {
    SubnetIds: settings.vpc.subnetIds,
    SecurityGroupIds: settings.vpc.securityGroupIds,
    VpcId: unknownVpc,
    Ipv6AllowedForDualStack: settings.vpc.ipv6,
  },
  FileSystemConfigs: settings.fileSystem && [
    { Arn: settings.fileSystem.arn, LocalMountPath: settings.fileSystem.path },
  ],
});

/** A placeholder: this server does not know which VPC a subnet belongs to. */
const unknownVpc = 'vpc-00000000000000000';

const describeLogging = ({ logging }: Settings) => ({
  LogFormat: logging.format,
  ApplicationLogLevel: logging.applicationLevel,
  SystemLogLevel: logging.systemLevel,
  LogGroup: logging.group,
});
