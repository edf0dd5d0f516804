import { documentation } from '@layerkit/failure';
import { architectures, defaultTarget, quotas, runtimes } from '@layerkit/platform-resolution';
import { layerReferencePattern } from '@layerkit/platform-resolution/layer-arns';
import { z } from 'zod';
import { auditDefinition } from './audit-rules.ts';
import { distinct, editorSchema, inputPath } from './fields.ts';
import { functionNamePattern, functionNameRule } from './function-name.ts';
import { smokeCase } from './smoke-case.ts';
import { checkSettingsTogether } from './function-rules.ts';
import { checkPackagesTogether, functionPackages } from './function-packages.ts';
import { functionSettings } from './function-settings.ts';

const glob = z.string().regex(/^(?!\/|!|\.{1,2}\/)[^\\]+$/, {
  message: 'must be a glob of paths below sources, with / as their separator',
});

const layerReference = z.string().min(1).regex(layerReferencePattern, {
  message:
    'must be a project, or the ARN of a layer version, such as arn:aws:lambda:eu-central-1:123456789012:layer:NAME:7',
});

/** `function.json`, the definition of a function. The JSON Schema for editors is generated from this. */
export const functionDefinitionSchema = z
  .strictObject({
    $schema: editorSchema('../../node_modules/@layerkit/lambda/schemas/function.schema.json'),
    functionName: z
      .string()
      .regex(functionNamePattern, functionNameRule)
      .meta({
        description: 'Name of the function on AWS: letters, digits, - and _.',
        examples: ['coderipple-orchestrator'],
      }),
    description: z
      .string()
      .max(quotas.descriptionLength)
      .optional()
      .meta({
        description: 'Description of the function on AWS.',
        examples: ['Answers questions about a repository'],
      }),
    runtime: z
      .enum(runtimes)
      .meta({ description: 'The Lambda runtime of the function.', examples: ['python3.12'] }),
    architecture: z
      .enum(architectures)
      .default(defaultTarget.architecture)
      .meta({
        description: 'The instruction set of the function. Its layers must be built for it.',
        examples: ['arm64'],
      }),
    handler: z
      .string()
      .min(1)
      .max(quotas.handlerLength)
      .regex(/^\S+$/, 'must not contain spaces')
      .meta({
        description:
          'The function that Lambda calls, as module.function. Packages may be separated by . or by /.',
        examples: ['orchestrator.handler.handle', 'orchestrator/handler.handle'],
      }),
    sources: z
      .union([inputPath, distinct(inputPath).min(1)])
      .default('src')
      .meta({
        description: `Folders with your code, relative to the project, anywhere in the workspace, or names of Nx projects. Their contents become /var/task. layerkit copies them as they are: unlike for a layer, it builds no wheel from a pyproject.toml in the folder. Packages come from requirements and from layers. “.” is the project’s folder; from it, and from folders of other projects, files for tools and people are left out (see ${documentation('inputs')}); build lists those.`,
        examples: ['src', '.', ['src', '../../services/orders', 'shared-models']],
      }),
    exclude: distinct(glob)
      .default([])
      .meta({
        description:
          'Globs of paths below sources to leave out. A glob that matches a folder leaves out everything in it.',
        examples: [['tests', 'events/**', '**/*.md']],
      }),
    ...functionPackages,
    ...functionSettings,
    role: z
      .string()
      // AWS’s own pattern, for roles of every partition (Lambda API reference, CreateFunction)
      .regex(/^arn:(aws[a-zA-Z-]*)?:iam::\d{12}:role\/?[\w+=,.@/-]+$/, 'must be the ARN of an IAM role')
      .optional()
      .meta({
        description: 'ARN of the execution role. The option role of the deploy executor overrides it.',
        examples: ['arn:aws:iam::123456789012:role/orchestrator'],
      }),
    layers: distinct(layerReference)
      .max(quotas.layersPerFunction)
      .optional()
      .meta({
        description:
          'The layers, in the order in which Lambda merges them: Nx projects, and ARNs of layer versions that others publish. A later layer overwrites an earlier one. In an ARN, {region}, {architecture} and {runtime} are replaced by those of the deployment, the runtime as python312. [] removes all layers; without this field, deploy leaves them as they are.',
        examples: [
          ['dependencies-layer', 'package-layer'],
          [
            'arn:aws:lambda:{region}:017000801446:layer:AWSLambdaPowertoolsPythonV3-{runtime}-{architecture}:18',
            'dependencies-layer',
          ],
        ],
      }),
    audit: auditDefinition.optional(),
    smoke: z
      .array(smokeCase)
      .default([])
      .meta({
        description: 'Invocations that test the deployed function.',
        examples: [[{ name: 'imports', event: {}, expect: { ok: true } }]],
      }),
  })
  .superRefine(checkSettingsTogether)
  .superRefine(checkPackagesTogether)
  .meta({
    title: 'function.json',
    description:
      'The definition of a function. The executors of @layerkit/lambda read it. deploy leaves settings that it does not mention as they are on AWS; a new function gets Lambda’s defaults.',
  });

export type FunctionDefinition = z.infer<typeof functionDefinitionSchema>;

export type SmokeCase = FunctionDefinition['smoke'][number];
