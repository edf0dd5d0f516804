import { architectures, runtimes } from '@layerkit/platform-resolution';
import { z } from 'zod';
import { distinct, relativePath } from './fields.ts';

const smokeCase = z.strictObject({
  name: z.string().min(1).meta({ description: 'How the report calls this case.' }),
  event: z.json().default({}).meta({ description: 'The event the function is invoked with.' }),
  expect: z.json().optional().meta({
    description:
      'What the response must hold: objects may have more keys than named here, everything else must be equal.',
  }),
  budget: z
    .strictObject({
      durationMs: z.number().positive().optional(),
      initDurationMs: z.number().positive().optional(),
      maxMemoryMb: z.number().positive().optional(),
    })
    .optional()
    .meta({ description: 'Upper limits for the figures of the REPORT line.' }),
});

/** `function.json`: what a function is to be. The JSON Schema for editors is made from this. */
export const functionDefinitionSchema = z
  .strictObject({
    $schema: z.string().optional(),
    functionName: z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be at most 64 letters, digits, - and _')
      .meta({ description: 'Name of the function on AWS.', examples: ['coderipple-orchestrator'] }),
    description: z.string().max(256).optional(),
    runtime: z.enum(runtimes).meta({ description: 'The Lambda runtime it runs on.' }),
    architecture: z.enum(architectures).default('x86_64'),
    handler: z
      .string()
      .min(1)
      .max(128)
      .meta({
        description: 'module.function, as Lambda’s Handler.',
        examples: ['orchestrator.handler.handle'],
      }),
    sources: relativePath.default('src').meta({ description: 'Folder whose contents become /var/task.' }),
    memoryMb: z.int().min(128).max(10_240).default(128),
    timeoutSeconds: z.int().min(1).max(900).default(3),
    environment: z.record(z.string().regex(/^[A-Za-z][A-Za-z0-9_]*$/), z.string()).default({}),
    role: z
      .string()
      .regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/, 'must be the ARN of an IAM role')
      .optional()
      .meta({ description: 'Execution role; the deploy executor’s option role goes before it.' }),
    logFormat: z.enum(['Text', 'JSON']).default('Text'),
    layers: distinct(z.string().min(1))
      .max(5)
      .default([])
      .meta({
        description:
          'Nx projects of the layers, in the order Lambda merges them: a later one overwrites an earlier.',
        examples: [['dependencies-layer', 'package-layer']],
      }),
    smoke: z
      .array(smokeCase)
      .default([])
      .meta({ description: 'Invocations that prove the deployed function.' }),
  })
  .meta({
    title: 'function.json',
    description: 'What a function is to be: read by the executors of @layerkit/lambda.',
  });

export type FunctionDefinition = z.infer<typeof functionDefinitionSchema>;

export type SmokeCase = FunctionDefinition['smoke'][number];
