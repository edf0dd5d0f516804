import { architectures, defaultTarget, quotas, runtimes } from '@layerkit/platform-resolution';
import { z } from 'zod';
import { auditDefinition } from './audit-rules.ts';
import { bytecodeModes, moduleName } from './bytecode-modes.ts';
import { distinct, editorSchema, inputPath } from './fields.ts';
import { layerFiles } from './layer-files.ts';
import { providedBy, withoutPackages } from './provided-elsewhere.ts';
import { pruneDefinitionSchema } from './prune-definition.ts';
import { allowedBuilds, constraintFiles, requirementsSource } from './requirements-source.ts';
import { verifyDefinition } from './verify-definition.ts';

/** The limits are from Lambda's API reference, "PublishLayerVersion". */
const layerName = z
  .string()
  .min(1)
  .max(quotas.layerNameLength)
  .regex(/^(?:[A-Za-z0-9_-]|\{runtime\}|\{architecture\})+$/, {
    message: 'must contain only letters, digits, -, _ and the placeholders {runtime} and {architecture}',
  });

/** `layer.json`, the definition of a layer. The JSON Schema for editors is generated from this. */
export const layerDefinitionSchema = z
  .strictObject({
    $schema: editorSchema('../../node_modules/@layerkit/layer/schemas/layer.schema.json'),
    layerName: layerName.meta({
      description:
        'Name of the layer on AWS: letters, digits, - and _. {runtime} and {architecture} are replaced by those of each target, with - for a dot.',
      examples: ['coderipple-dependencies', 'dependencies-{architecture}'],
    }),
    description: z
      .string()
      .max(180)
      .optional()
      .meta({
        description: 'Description of the layer version on AWS. The digest of its zip is added to it.',
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
    sources: z
      .union([inputPath, distinct(inputPath).min(1)])
      .optional()
      .meta({
        description:
          'Folders with your own Python modules, relative to the project, or names of Nx projects. From a folder with the pyproject.toml of a project, layerkit builds a wheel and adds it to the layer. The contents of other folders go in unchanged.',
        examples: ['src', ['src', '../../packages/core', 'shared-models']],
      }),
    files: layerFiles.optional(),
    without: withoutPackages.optional(),
    providedBy: providedBy.optional(),
    prune: pruneDefinitionSchema,
    bytecode: z
      .enum(bytecodeModes)
      .default('none')
      .meta({
        description:
          'Modules whose bytecode the layer contains, so that Lambda need not compile them at a cold start: none, those that the entry modules import (run the imports target), or all.',
        examples: ['imported'],
      }),
    entryModules: distinct(moduleName)
      .min(1)
      .optional()
      .meta({
        description: 'The modules that functions import from the layer. “bytecode”: “imported” needs them.',
        examples: [['strands', 'strands_tools']],
      }),
    budget: z
      .strictObject({
        zippedBytes: z.int().positive().optional().meta({ description: 'Maximum size of the zip.' }),
        unpackedBytes: z
          .int()
          .positive()
          .optional()
          .meta({ description: 'Maximum unpacked size: all files of the layer in /opt.' }),
      })
      .optional()
      .meta({
        description: 'Your own size limits, in bytes. The build of a larger layer fails.',
        examples: [{ zippedBytes: 31_457_280 }],
      }),
    audit: auditDefinition.optional(),
    verify: verifyDefinition.optional(),
  })
  .refine(({ requirements, sources, files }) => (requirements ?? sources ?? files) !== undefined, {
    message: 'a layer needs requirements, sources or files',
  })
  .check(({ value: { prune, files = {} }, issues }) => {
    const places = ['python', ...Object.keys(files)];
    for (const [at, glob] of ('exclude' in prune ? prune.exclude : []).entries())
      if (!places.some((place) => glob === place || glob.startsWith(`${place}/`)))
        issues.push({
          code: 'custom',
          input: glob,
          path: ['prune', 'exclude', at],
          message: 'must begin with python/ or a place of files, like paths in the zip and in the manifest',
        });
  })
  .refine(
    ({ requirements, constraints, allowBuild }) =>
      requirements !== undefined || (constraints ?? allowBuild) === undefined,
    {
      message: 'constraints and allowBuild need requirements',
    },
  )
  .refine(
    ({ requirements, without, providedBy: by }) =>
      requirements !== undefined || (without ?? by) === undefined,
    {
      message: 'without and providedBy need requirements',
    },
  )
  .refine((layer) => layer.bytecode !== 'imported' || layer.entryModules !== undefined, {
    message: '“bytecode”: “imported” needs entryModules, the modules that functions import from the layer',
  })
  .meta({
    title: 'layer.json',
    description: 'The definition of a layer. The executors of @layerkit/layer read it.',
  });

export type LayerDefinition = z.infer<typeof layerDefinitionSchema>;
