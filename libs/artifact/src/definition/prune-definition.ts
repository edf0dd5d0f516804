import { documentation } from '@layerkit/failure';
import { z } from 'zod';
import { distinct } from './fields.ts';
import { defaultPruneRules, pruneRuleNames } from './prune-rules.ts';

const globOfPackages = z.string().regex(/^python\/./, {
  message: 'must begin with python/, like paths in the zip and in the manifest',
});

/** The layer checks the start of these globs, which depends on its `files`. */
const anyGlob = z.string().min(1);

const sdkVersion = z.string().regex(/^\d+(?:\.\d+)+$/, { message: 'must be a version' });

interface Place {
  readonly zip: 'layer' | 'function';
  /** A glob of files to keep. */
  readonly glob: typeof globOfPackages;
  /** The folder that has the packages. */
  readonly folder: string;
}

const rulesFor = ({ zip }: Place) =>
  distinct(z.enum(pruneRuleNames)).meta({
    description: `Rules that leave files of packages out of the ${zip}. ${documentation('pruning')} describes each rule.`,
  });

const optionsFor = (place: Place) =>
  z.strictObject({
    rules: rulesFor(place).default([...defaultPruneRules]),
    include: distinct(place.glob)
      .default([])
      .meta({
        description: 'Files to keep, as globs of paths in the zip. No rule and no exclude drops them.',
        examples: [[`${place.folder}numpy/**/tests/**`]],
      }),
    exclude: distinct(anyGlob)
      .default([])
      .meta({
        description:
          'More files to leave out, as globs of paths in the zip. Metadata and license files are always kept.',
        examples: [[`${place.folder}sympy/plotting/**`]],
      }),
    botocoreServices: distinct(z.string().min(1))
      .min(1)
      .optional()
      .meta({
        description:
          'The AWS services whose data botocore keeps. The data of all other services is left out.',
        examples: [['s3', 'dynamodb', 'sts']],
      }),
    runtimeProvided: z
      .strictObject({
        boto3: sdkVersion.meta({ description: 'Version of boto3 in the runtime.' }),
        botocore: sdkVersion.meta({ description: 'Version of botocore in the runtime.' }),
      })
      .optional()
      .meta({
        description: `The versions of boto3 and botocore in the runtime, as reported by a function there. If they satisfy the ${place.zip}’s requirements, the ${place.zip} leaves out both, with the packages that only they need. AWS updates them without notice.`,
        examples: [{ boto3: '1.40.4', botocore: '1.40.4' }],
      }),
  });

const inLayer: Place = { zip: 'layer', glob: globOfPackages, folder: 'python/' };
const inFunction: Place = { zip: 'function', glob: anyGlob, folder: '' };

/** `prune` of layer.json: names of rules, or an object with rules and other settings. */
export const pruneDefinitionSchema = z
  .union([rulesFor(inLayer), optionsFor(inLayer)])
  .default([...defaultPruneRules])
  .meta({
    description:
      'Files to leave out of the layer: a list of prune rules, or an object with rules and other settings.',
    examples: [['bytecode', 'tests', 'stubs'], { exclude: ['python/sympy/plotting/**'] }],
  });

/** `prune` of function.json. It applies to packages only: `exclude` of function.json is for own code. */
export const functionPruneSchema = z.union([rulesFor(inFunction), optionsFor(inFunction)]).meta({
  description: `Files of packages to leave out: a list of prune rules, or an object with rules and other settings. By default ${defaultPruneRules.join(', ')}.`,
  examples: [['bytecode', 'tests', 'stubs'], { exclude: ['sympy/plotting/**'] }],
});

export type PruneOptions = z.infer<ReturnType<typeof optionsFor>>;
