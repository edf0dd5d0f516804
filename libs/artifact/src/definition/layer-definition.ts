import { architectures, runtimes } from '@layerkit/platform-resolution';
import { z } from 'zod';
import { auditDefinition } from './audit-rules.ts';
import { bytecodeModes, moduleName } from './bytecode-modes.ts';
import { distinct, relativePath } from './fields.ts';
import { pruneDefinitionSchema } from './prune-definition.ts';
import { allowedBuilds, constraintFiles, requirementsSource } from './requirements-source.ts';
import { verifyDefinition } from './verify-definition.ts';

/** Upper bounds of Lambda's API reference, "PublishLayerVersion". */
const layerName = z
  .string()
  .min(1)
  .max(140)
  .regex(/^(?:[A-Za-z0-9_-]|\{runtime\}|\{architecture\})+$/, {
    message: 'must be letters, digits, - and _ only; {runtime} and {architecture} may stand in it',
  });

/** `layer.json`: what a layer is to be. The JSON Schema for editors is made from this. */
export const layerDefinitionSchema = z
  .strictObject({
    $schema: z.string().optional(),
    layerName: layerName.meta({
      description:
        'Name of the layer on AWS. {runtime} and {architecture} are replaced by each target’s own (a dot becomes a -).',
      examples: ['coderipple-dependencies', 'dependencies-{architecture}'],
    }),
    description: z
      .string()
      .max(180)
      .optional()
      .meta({ description: 'Shown beside the layer version on AWS, before the digest of its zip.' }),
    licenseInfo: z
      .string()
      .max(512)
      .optional()
      .meta({ description: 'LicenseInfo of the layer version: an SPDX identifier, a URL, or the text.' }),
    runtimes: distinct(z.enum(runtimes))
      .min(1)
      .meta({ description: 'The Lambda runtimes to build for.', examples: [['python3.12']] }),
    architectures: distinct(z.enum(architectures))
      .min(1)
      .default(['x86_64'])
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
    bytecode: z.enum(bytecodeModes).default('none').meta({
      description:
        'Compiled Python in the layer, so that Lambda need not compile at a cold start: of no module, of those that the entry modules import (run the imports target), or of all.',
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
        zippedBytes: z.int().positive().optional(),
        unpackedBytes: z.int().positive().optional(),
      })
      .optional()
      .meta({ description: 'Own upper limits of the size, in bytes; a layer over them fails to build.' }),
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
    description: 'What a layer is to be: read by the executors of @layerkit/layer.',
  });

export type LayerDefinition = z.infer<typeof layerDefinitionSchema>;
