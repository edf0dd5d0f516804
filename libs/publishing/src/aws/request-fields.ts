import type { StatedConfiguration } from '../functions/function-configuration.ts';

/** Maps a configuration to request fields. AWS does not change fields that a request leaves out. */
export const requestFields = (stated: StatedConfiguration) => ({
  Runtime: stated.runtime,
  Handler: stated.handler,
  Role: stated.role,
  Description: stated.description,
  MemorySize: stated.memoryMb,
  Timeout: stated.timeoutSeconds,
  Environment: stated.environment && { Variables: { ...stated.environment } },
  LoggingConfig: loggingConfig(stated),
  TracingConfig: stated.tracing && { Mode: stated.tracing },
  EphemeralStorage: stated.ephemeralStorageMb === undefined ? undefined : { Size: stated.ephemeralStorageMb },
  VpcConfig: stated.vpc && {
    SubnetIds: [...stated.vpc.subnetIds],
    SecurityGroupIds: [...stated.vpc.securityGroupIds],
    Ipv6AllowedForDualStack: stated.vpc.ipv6,
  },
  FileSystemConfigs: stated.fileSystems?.map(({ arn, path }) => ({ Arn: arn, LocalMountPath: path })),
  SnapStart: stated.snapStart && { ApplyOn: stated.snapStart },
  KMSKeyArn: stated.kmsKey,
  DeadLetterConfig: stated.deadLetter === undefined ? undefined : { TargetArn: stated.deadLetter },
  Layers: stated.layers && [...stated.layers],
});

/** AWS merges the fields of LoggingConfig into the current ones (recorded). */
const loggingConfig = (stated: StatedConfiguration) => {
  const { logFormat, applicationLogLevel, systemLogLevel, logGroup } = stated;
  const config = {
    LogFormat: logFormat,
    ApplicationLogLevel: applicationLogLevel,
    SystemLogLevel: systemLogLevel,
    LogGroup: logGroup,
  };
  return Object.values(config).every((value) => value === undefined) ? undefined : config;
};
