import { architectures, defaultTarget, quotas, runtimes } from '@layerkit/platform-resolution';
import { z } from 'zod';
import { distinct, editorSchema, relativePath } from './fields.ts';

const smokeCase = z.strictObject({
  name: z
    .string()
    .min(1)
    .meta({ description: 'How the report calls this case.', examples: ['imports'] }),
  event: z
    .json()
    .default({})
    .meta({
      description: 'The event the function is invoked with.',
      examples: [{ action: 'ping' }],
    }),
  expect: z
    .json()
    .optional()
    .meta({
      description:
        'The expected response. Objects may have more keys than are named here; everything else must be equal.',
      examples: [{ ok: true }],
    }),
  budget: z
    .strictObject({
      durationMs: z.number().positive().optional().meta({ description: 'Duration, in ms.' }),
      initDurationMs: z
        .number()
        .positive()
        .optional()
        .meta({ description: 'Init Duration, in ms; only a cold start has one.' }),
      maxMemoryMb: z.number().positive().optional().meta({ description: 'Max Memory Used, in MB.' }),
    })
    .optional()
    .meta({
      description: 'Upper limits for the figures of the REPORT line.',
      examples: [{ durationMs: 2000, maxMemoryMb: 200 }],
    }),
});

const glob = z.string().regex(/^(?!\/|!|\.{1,2}\/)[^\\]+$/, {
  message: 'must be a glob of paths below sources, with / between their parts',
});

/** `function.json`: what a function is to be. The JSON Schema for editors is made from this. */
export const functionDefinitionSchema = z
  .strictObject({
    $schema: editorSchema('../../node_modules/@layerkit/lambda/schemas/function.schema.json'),
    functionName: z
      .string()
      .regex(
        new RegExp(`^[A-Za-z0-9_-]{1,${quotas.functionNameLength}}$`),
        `must be at most ${quotas.functionNameLength} letters, digits, - and _`,
      )
      .meta({
        description: 'Name of the function on AWS: letters, digits, - and _.',
        examples: ['coderipple-orchestrator'],
      }),
    description: z
      .string()
      .max(quotas.descriptionLength)
      .optional()
      .meta({
        description: 'Shown beside the function on AWS.',
        examples: ['Answers questions about a repository'],
      }),
    runtime: z
      .enum(runtimes)
      .meta({ description: 'The Lambda runtime it runs on.', examples: ['python3.12'] }),
    architecture: z
      .enum(architectures)
      .default(defaultTarget.architecture)
      .meta({
        description: 'The instruction set it runs on; its layers have to be built for it.',
        examples: ['arm64'],
      }),
    handler: z
      .string()
      .min(1)
      .max(quotas.handlerLength)
      .meta({
        description: 'module.function, as Lambda’s Handler.',
        examples: ['orchestrator.handler.handle'],
      }),
    sources: relativePath.default('src').meta({
      description:
        'Folder whose contents become /var/task, relative to the project. Nothing of it is built or installed: unlike a layer’s, a pyproject.toml in it makes no wheel, and packages come from layers. “.” is the project’s folder without the files that are for tools and people (docs/inputs.md); build names those.',
      examples: ['src', '.'],
    }),
    exclude: distinct(glob)
      .default([])
      .meta({
        description:
          'Globs of paths below sources to leave out; one that a folder’s path matches leaves out all in it.',
        examples: [['tests', 'events/**', '**/*.md']],
      }),
    memoryMb: z
      .int()
      .min(quotas.memoryMb.min)
      .max(quotas.memoryMb.max)
      .default(quotas.memoryMb.min)
      .meta({
        description: 'Memory in MB; processing power grows with it.',
        examples: [1536],
      }),
    timeoutSeconds: z
      .int()
      .min(1)
      .max(quotas.timeoutSeconds)
      .default(3)
      .meta({
        description: 'How long one invocation may take, in seconds.',
        examples: [30],
      }),
    environment: z
      .record(z.string().regex(/^[A-Za-z][A-Za-z0-9_]*$/), z.string())
      .default({})
      .meta({
        description: 'Environment variables. The file is committed: name a secret here, don’t write it.',
        examples: [{ LOG_LEVEL: 'INFO', TOKEN_SECRET: 'orchestrator/token' }],
      }),
    role: z
      .string()
      .regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/, 'must be the ARN of an IAM role')
      .optional()
      .meta({
        description: 'ARN of the execution role. The option role of the deploy executor overrides it.',
        examples: ['arn:aws:iam::123456789012:role/orchestrator'],
      }),
    logFormat: z
      .enum(['Text', 'JSON'])
      .default('Text')
      .meta({
        description: 'How Lambda writes the log: lines, or an object for each.',
        examples: ['JSON'],
      }),
    layers: distinct(z.string().min(1))
      .max(quotas.layersPerFunction)
      .default([])
      .meta({
        description:
          'Nx projects of the layers, in the order Lambda merges them: a later one overwrites an earlier.',
        examples: [['dependencies-layer', 'package-layer']],
      }),
    smoke: z
      .array(smokeCase)
      .default([])
      .meta({
        description: 'Invocations that prove the deployed function.',
        examples: [[{ name: 'imports', event: {}, expect: { ok: true } }]],
      }),
  })
  .meta({
    title: 'function.json',
    description: 'The definition of a function. The executors of @layerkit/lambda read it.',
  });

export type FunctionDefinition = z.infer<typeof functionDefinitionSchema>;

export type SmokeCase = FunctionDefinition['smoke'][number];
