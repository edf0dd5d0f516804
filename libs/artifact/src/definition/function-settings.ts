import { quotas } from '@layerkit/platform-resolution';
import { z } from 'zod';
import { environmentDefinition } from './function-environment.ts';
import { arn, functionTags, textOf } from './function-values.ts';

// The patterns and limits are those of AWS’s API model (botocore, data/lambda/2015-03-31).

/**
 * The settings of a function in `function.json`. All are optional and have no defaults: deploy changes only those that
 * are stated. `null` means none.
 */
export const functionSettings = {
  memoryMb: z
    .int()
    .min(quotas.memoryMb.min)
    .max(quotas.memoryMb.max)
    .optional()
    .meta({
      description: 'Memory in MB. CPU power grows with it. A new function gets 128.',
      examples: [1536],
    }),
  timeoutSeconds: z
    .int()
    .min(1)
    .max(quotas.timeoutSeconds)
    .optional()
    .meta({
      description: 'Maximum duration of an invocation, in seconds. A new function gets 3.',
      examples: [30],
    }),
  environment: environmentDefinition.optional(),
  logFormat: z
    .enum(['Text', 'JSON'])
    .optional()
    .meta({
      description: 'Format of the log: plain lines, or one JSON object per line. A new function gets Text.',
      examples: ['JSON'],
    }),
  applicationLogLevel: z
    .enum(['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'])
    .optional()
    .meta({
      description:
        'The lowest level of the function’s own log lines that Lambda keeps. Needs logFormat JSON.',
      examples: ['INFO'],
    }),
  systemLogLevel: z
    .enum(['DEBUG', 'INFO', 'WARN'])
    .optional()
    .meta({
      description: 'The lowest level of Lambda’s own log lines that it keeps. Needs logFormat JSON.',
      examples: ['WARN'],
    }),
  logGroup: textOf(/^[.\-_/#A-Za-z0-9]{1,512}$/, 'the name of a log group')
    .optional()
    .meta({
      description: 'Log group in CloudWatch. A new function gets /aws/lambda/ and its name.',
      examples: ['/services/orchestrator'],
    }),
  tracing: z
    .enum(['Active', 'PassThrough'])
    .optional()
    .meta({
      description: 'X-Ray: Active samples requests itself, PassThrough follows the caller’s decision.',
      examples: ['Active'],
    }),
  ephemeralStorageMb: z
    .int()
    .min(quotas.tmpMb)
    .max(quotas.largestTmpMb)
    .optional()
    .meta({ description: 'Size of /tmp in MB. A new function gets 512.', examples: [1024] }),
  vpc: z
    .strictObject({
      subnetIds: z
        .array(textOf(/^subnet-[0-9a-z]+$/, 'the ID of a subnet'))
        .min(1)
        .max(quotas.subnets)
        .meta({ description: 'The subnets, 1 to 16.' }),
      securityGroupIds: z
        .array(textOf(/^sg-[0-9a-zA-Z]+$/, 'the ID of a security group'))
        .min(1)
        .max(quotas.securityGroups)
        .meta({ description: 'The security groups, 1 to 5.' }),
      ipv6: z.boolean().default(false).meta({ description: 'Allows outbound IPv6 in dual-stack subnets.' }),
    })
    .nullable()
    .optional()
    .meta({
      description: 'The VPC that the function is connected to; null for none.',
      examples: [{ subnetIds: ['subnet-0a1b2c3d'], securityGroupIds: ['sg-0a1b2c3d'] }],
    }),
  fileSystems: z
    .array(
      z.strictObject({
        arn: arn('an access point of EFS or S3 Files', /^(?:elasticfilesystem|s3files)$/).meta({
          description: 'ARN of the access point.',
        }),
        path: textOf(/^\/mnt\/[a-zA-Z0-9-_.]{1,155}$/, 'a path below /mnt/').meta({
          description: 'The folder where the function finds it.',
        }),
      }),
    )
    .max(1)
    .optional()
    .meta({
      description: 'The file system that the function mounts. It needs a VPC. [] removes it.',
      examples: [
        [
          {
            arn: 'arn:aws:elasticfilesystem:eu-central-1:123456789012:access-point/fsap-0123456789abcdef0',
            path: '/mnt/models',
          },
        ],
      ],
    }),
  snapStart: z
    .enum(['PublishedVersions', 'None'])
    .optional()
    .meta({
      description:
        'Whether Lambda keeps a snapshot of each published version after its initialization. From python3.12 on; layerkit publishes no versions.',
      examples: ['PublishedVersions'],
    }),
  kmsKey: arn('a KMS key', /^kms$/)
    .nullable()
    .optional()
    .meta({
      description: 'ARN of the KMS key that encrypts the environment variables; null for the key of AWS.',
      examples: ['arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab'],
    }),
  deadLetter: arn('an SQS queue or SNS topic', /^(?:sqs|sns)$/)
    .nullable()
    .optional()
    .meta({
      description: 'ARN of the queue or topic for asynchronous invocations that failed; null for none.',
      examples: ['arn:aws:sqs:eu-central-1:123456789012:failed'],
    }),
  reservedConcurrency: z
    .int()
    .min(0)
    .nullable()
    .optional()
    .meta({
      description:
        'The number of executions that are reserved for the function, which is also its maximum. 0 stops it; null reserves none.',
      examples: [5],
    }),
  runtimeManagement: z
    .discriminatedUnion('updateOn', [
      z.strictObject({
        updateOn: z
          .enum(['Auto', 'FunctionUpdate'])
          .meta({ description: 'Auto, FunctionUpdate, or Manual with a version.' }),
      }),
      z.strictObject({
        updateOn: z.literal('Manual').meta({ description: 'Stays at the version.' }),
        version: textOf(
          /^arn:aws[a-zA-Z-]*:lambda:[a-z0-9-]+::runtime:\S+$/,
          'the ARN of a runtime version',
        ).meta({ description: 'ARN of the runtime version.' }),
      }),
    ])
    .optional()
    .meta({
      description:
        'When Lambda updates the patch version of the runtime: by itself (Auto), with each change of the function, or never (Manual, with the ARN of the runtime version to stay at).',
      examples: [{ updateOn: 'FunctionUpdate' }],
    }),
  tags: functionTags.optional(),
};
