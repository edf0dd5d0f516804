import { z } from 'zod';
import {
  accessPointArnPattern,
  environmentKeyPattern,
  functionNamePattern,
  layerNameOrArnPattern,
  layerVersionArnPattern,
  namespacedFunctionNamePattern,
  qualifierPattern,
  roleArnPattern,
} from '../naming/patterns.ts';
import {
  atLeastLong,
  atMostLong,
  choice,
  integer,
  integerText,
  list,
  matches,
  memberMustSatisfy,
  mustMatch,
  oneOf,
  sensitive,
  text,
} from '../validation/members.ts';
import {
  creatableRuntimes,
  customRuntime,
  everyRuntime,
  newerRuntimes,
} from '../validation/known-runtimes.ts';

// Members that several operations share, with the limits from Lambda's API reference.

const knownArchitectures = ['x86_64', 'arm64'];
const runtimesOfLayers = [...everyRuntime, ...creatableRuntimes, ...newerRuntimes, customRuntime];

const architectureMember = {
  accepts: (value: string) => knownArchitectures.includes(value),
  message: memberMustSatisfy(oneOf(knownArchitectures)),
};

export const functionName = text({ min: 1, max: 140, pattern: functionNamePattern });
/** The FunctionName of operations that read, delete or invoke a function. */
export const namespacedFunctionName = text({ min: 1, max: 256, pattern: namespacedFunctionNamePattern });
export const qualifier = text({ min: 1, max: 128, pattern: qualifierPattern });

export const layerName = text({ min: 1, max: 2048, pattern: layerNameOrArnPattern });
export const layerVersionArnSchema = text({ min: 1, max: 2048, pattern: layerVersionArnPattern });
export const versionNumber = integerText(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);

export const layers = list({
  member: {
    accepts: (arn) => arn.length <= 2048 && matches(layerVersionArnPattern)(arn),
    message: memberMustSatisfy(atMostLong(2048), atLeastLong(1), mustMatch(layerVersionArnPattern)),
  },
});

export const compatibleRuntimes = list({
  max: 15,
  member: {
    accepts: (value) => runtimesOfLayers.some((runtime) => runtime === value),
    message: oneOf(creatableRuntimes),
  },
});
export const compatibleArchitectures = list({ max: 2, member: architectureMember });
export const compatibleRuntime = choice(runtimesOfLayers, everyRuntime);
export const compatibleArchitecture = choice(knownArchitectures);

/** A function has exactly one architecture. */
export const functionArchitectures = list({ min: 1, max: 1, member: architectureMember });

export const description = text({ max: 256 });
export const role = text({ max: 10_000, pattern: roleArnPattern });
export const handler = text({ max: 128, pattern: '[^\\s]+' });
/** In seconds. */
export const timeout = integer(1, 900);
/** In MB. */
export const memorySize = integer(128, 10_240);
export const ephemeralStorage = z.object({ Size: integer(512, 10_240) });

export const environment = z.object({
  Variables: z
    .record(z.string(), z.string())
    .refine((variables) => Object.keys(variables).every(matches(environmentKeyPattern)), {
      message: `Map keys must satisfy constraint: [${mustMatch(environmentKeyPattern)}, Member must not be null]`,
      ...sensitive,
    })
    .optional(),
});

export const loggingConfig = z.object({
  LogFormat: choice(['JSON', 'Text']).optional(),
  ApplicationLogLevel: choice(['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL']).optional(),
  SystemLogLevel: choice(['DEBUG', 'INFO', 'WARN']).optional(),
  LogGroup: text({ min: 1, max: 512, pattern: '[\\.\\-_/#A-Za-z0-9]+' }).optional(),
});

/** Of a dead-letter queue or a key; empty for none. */
export const resourceArn = text({ pattern: '(arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)|()' });

export const vpcConfig = z.object({
  SubnetIds: list({ max: 16 }).optional(),
  SecurityGroupIds: list({ max: 5 }).optional(),
  Ipv6AllowedForDualStack: z.boolean().optional(),
});

export const fileSystemConfigs = z
  .array(
    z.object({
      Arn: text({ max: 256, pattern: accessPointArnPattern }),
      LocalMountPath: text({ max: 160, pattern: '/mnt/[a-zA-Z0-9-_.]+' }),
    }),
  )
  .max(1, atMostLong(1));

export const layersPageSize = integerText(1, 50);
export const functionsPageSize = integerText(1, 10_000);
