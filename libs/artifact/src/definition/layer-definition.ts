import { architectures, defaultTarget, quotas, runtimes } from '@layerkit/platform-resolution';
import { z } from 'zod';
import { auditDefinition } from './audit-rules.ts';
import { bytecodeModes, moduleName } from './bytecode-modes.ts';
import { distinct, editorSchema, relativePath } from './fields.ts';
import { pruneDefinitionSchema } from './prune-definition.ts';
import { allowedBuilds, constraintFiles, requirementsSource } from './requirements-source.ts';
import { verifyDefinition } from './verify-definition.ts';

/** Upper bounds of Lambda's API reference, "PublishLayerVersion". */
const layerName = z
  .string()
  .min(1)
  .max(quotas.layerNameLength)
  .regex(/^(?:[A-Za-z0-9_-]|\{runtime\}|\{architecture\})+$/, {
    message: 'must be letters, digits, - and _ only; {runtime} and {architecture} may stand in it',
  });

/** `layer.json`: what a layer is to be. The JSON Schema for editors is made from this. */
export const layerDefinitionSchema = z
  .strictObject({
    $schema: editorSchema('../../node_modules/@layerkit/layer/schemas/layer.schema.json'),
    layerName: layerName.meta({
      description:
        'Name of the layer on AWS: letters, digits, - and _. {runtime} and {architecture} are replaced by each target’s own (a dot becomes a -).',
      examples: ['coderipple-dependencies', 'dependencies-{architecture}'],
    }),
    description: z
      .string()
      .max(180)
      .optional()
      .meta({
        description: 'Shown beside the layer version on AWS, before the digest of its zip.',
        examples: ['Third-party packages of the orchestrator'],
      }),
    licenseInfo: z
      .string()
      .max(quotas.licenseInfoLength)
      .optional()
      .meta({
        description: 'LicenseInfo of the layer version: an SPDX identifier, a URL, or the text.',
        examples: ['MIT AND Apache-2.0'],
      }),
    runtimes: distinct(z.enum(runtimes))
      .min(1)
      .meta({ description: 'The Lambda runtimes to build for.', examples: [['python3.12']] }),
    architectures: distinct(z.enum(architectures))
      .min(1)
      .default([defaultTarget.architecture])
      .meta({ description: 'The instruction sets to build for.', examples: [['x86_64', 'arm64']] }),
    requirements: requirementsSource.optional(),
    constraints: constraintFiles.optional(),
    allowBuild: allowedBuilds.optional(),
    sources: relativePath.optional().meta({
      description:
        'Folder whose contents are the layer’s own Python modules, relative to the project. Where it has a pyproject.toml of a project, the wheel that is built from it goes in.',
      examples: ['src', '.'],
    }),
    prune: pruneDefinitionSchema,
    bytecode: z
      .enum(bytecodeModes)
      .default('none')
      .meta({
        description:
          'Compiled Python in the layer, so that Lambda need not compile at a cold start: of no module, of those that the entry modules import (run the imports target), or of all.',
        examples: ['imported'],
      }),
    entryModules: distinct(moduleName)
      .min(1)
      .optional()
      .meta({
        description: 'The modules that functions import from the layer, for “bytecode”: “imported”.',
        examples: [['strands', 'strands_tools']],
      }),
    budget: z
      .strictObject({
        zippedBytes: z.int().positive().optional().meta({ description: 'Limit of the size of the zip.' }),
        unpackedBytes: z
          .int()
          .positive()
          .optional()
          .meta({ description: 'Limit of the unpacked size: all files of the layer in /opt.' }),
      })
      .optional()
      .meta({
        description: 'Own upper limits of the size, in bytes; a layer over them fails to build.',
        examples: [{ zippedBytes: 31_457_280 }],
      }),
    audit: auditDefinition.optional(),
    verify: verifyDefinition.optional(),
  })
  .refine((layer) => layer.requirements !== undefined || layer.sources !== undefined, {
    message: 'a layer needs requirements, sources, or both',
  })
  .refine(
    ({ requirements, constraints, allowBuild }) =>
      requirements !== undefined || (constraints ?? allowBuild) === undefined,
    {
      message: 'constraints and allowBuild say something of requirements, and there are none',
    },
  )
  .refine((layer) => layer.bytecode !== 'imported' || layer.entryModules !== undefined, {
    message: '“bytecode”: “imported” needs entryModules: what functions import from the layer',
  })
  .meta({
    title: 'layer.json',
    description: 'The definition of a layer. The executors of @layerkit/layer read it.',
  });

export type LayerDefinition = z.infer<typeof layerDefinitionSchema>;
