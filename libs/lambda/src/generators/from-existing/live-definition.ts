import { layerReferencePattern } from '@layerkit/platform-resolution/layer-arns';
import { defaultTarget, parseArchitecture, parseRuntime } from '@layerkit/platform-resolution';
import type { CurrentFunction } from '@layerkit/publishing/functions';

export interface LiveDefinition {
  /** The fields of function.json. Settings with Lambda’s default values are left out. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Lines for the user about what is not in the fields. */
  readonly messages: readonly string[];
}

/**
 * Returns what function.json states about a live function.
 * @throws LayerkitError platform/unknown-runtime, platform/unknown-architecture
 */
export const liveDefinition = (live: CurrentFunction, withEnvironment: boolean): LiveDefinition => {
  const { configuration, architecture, functionName } = live;
  const { environment, layers } = configuration;
  const names = Object.keys(environment ?? {}).sort();
  const withValues = withEnvironment && environment !== undefined;
  return {
    fields: {
      functionName,
      description: configuration.description || undefined,
      runtime: parseRuntime(configuration.runtime),
      architecture: architecture === defaultTarget.architecture ? undefined : parseArchitecture(architecture),
      handler: configuration.handler,
      role: configuration.role,
      memoryMb: configuration.memoryMb,
      timeoutSeconds: configuration.timeoutSeconds,
      environment: withValues ? environment : undefined,
      layers: canBeNamed(layers) ? layers : undefined,
      ...otherSettings(live),
      smoke: [],
    },
    messages: [
      ...(withValues || names.length === 0
        ? []
        : [
            `Its environment variables stay on AWS: ${names.join(', ')}. State all of them under "environment" to manage them, secrets with "fromEnvironment".`,
          ]),
      ...(environment === undefined
        ? ['AWS can’t decrypt its environment variables for you; they stay on AWS.']
        : []),
      ...layerMessages(layers),
    ],
  };
};

/** layerkit attaches layer versions, but no layers of AWS Marketplace, whose ARNs have another form. */
const canBeNamed = (layers: readonly string[]): boolean =>
  layers.length > 0 && layers.every((arn) => layerReferencePattern.test(arn));

const layerMessages = (layers: readonly string[]): readonly string[] => {
  if (layers.length === 0) return [];
  return canBeNamed(layers)
    ? [
        'function.json names its layers by ARN. For a layer that a project of this workspace builds, write the name of the project.',
      ]
    : [`Its layers stay attached as long as function.json does not mention "layers": ${layers.join(', ')}`];
};

/** The settings that most functions do not change. A value of Lambda’s defaults is undefined. */
const otherSettings = ({
  configuration,
  reservedConcurrency,
  runtimeManagement,
  tags,
  functionName,
}: CurrentFunction) => {
  const { vpc, fileSystems } = configuration;
  return {
    ...loggingOf(configuration, functionName),
    tracing: unless(configuration.tracing, 'PassThrough'),
    ephemeralStorageMb: unless(configuration.ephemeralStorageMb, 512),
    vpc: vpc.subnetIds.length === 0 ? undefined : { ...vpc, ipv6: vpc.ipv6 || undefined },
    fileSystems: fileSystems.length === 0 ? undefined : fileSystems,
    snapStart: unless(configuration.snapStart, 'None'),
    kmsKey: configuration.kmsKey || undefined,
    deadLetter: configuration.deadLetter || undefined,
    reservedConcurrency: reservedConcurrency ?? undefined,
    runtimeManagement: runtimeManagement?.updateOn === 'Auto' ? undefined : runtimeManagement,
    tags: ownTags(tags ?? {}),
  };
};

const loggingOf = (
  { logFormat, applicationLogLevel, systemLogLevel, logGroup }: CurrentFunction['configuration'],
  functionName: string,
) => ({
  logFormat: unless(logFormat, 'Text'),
  applicationLogLevel: applicationLogLevel || undefined,
  systemLogLevel: systemLogLevel || undefined,
  logGroup: unless(logGroup, `/aws/lambda/${functionName}`),
});

const unless = <Value>(value: Value, byDefault: Value): Value | undefined =>
  value === byDefault ? undefined : value;

/** AWS and layerkit keep tags of their own. */
const ownTags = (tags: Readonly<Record<string, string>>) => {
  const own = Object.entries(tags).filter(([key]) => !/^(?:aws|layerkit):/i.test(key));
  return own.length === 0 ? undefined : Object.fromEntries(own);
};
