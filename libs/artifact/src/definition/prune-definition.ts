import { z } from 'zod';
import { distinct } from './fields.ts';
import { defaultPruneRules, pruneRuleNames } from './prune-rules.ts';

const rules = distinct(z.enum(pruneRuleNames)).meta({
  description:
    'Rules that leave files of the packages out of the layer; docs/pruning.md says what each one drops.',
});

const glob = z.string().regex(/^python\/./, {
  message: 'must begin with python/, as paths in the zip and in the manifest do',
});

const sdkVersion = z.string().regex(/^\d+(?:\.\d+)+$/, { message: 'must be a version' });

const options = z.strictObject({
  rules: rules.default([...defaultPruneRules]),
  include: distinct(glob)
    .default([])
    .meta({
      description: 'Globs of paths in the zip that no rule and no exclude may drop.',
      examples: [['python/numpy/**/tests/**']],
    }),
  exclude: distinct(glob)
    .default([])
    .meta({
      description:
        'More files to leave out: globs of paths in the zip. Metadata and license files are always kept.',
      examples: [['python/sympy/plotting/**']],
    }),
  botocoreServices: distinct(z.string().min(1))
    .min(1)
    .optional()
    .meta({
      description: 'The AWS services whose data botocore keeps; that of all others is left out.',
      examples: [['s3', 'dynamodb', 'sts']],
    }),
  runtimeProvided: z
    .strictObject({
      boto3: sdkVersion.meta({ description: 'Version of boto3 in the runtime.' }),
      botocore: sdkVersion.meta({ description: 'Version of botocore in the runtime.' }),
    })
    .optional()
    .meta({
      description:
        'The versions of boto3 and botocore that the runtime has, as a function there reports them. Where they satisfy what the layer requires, both are left to the runtime, with what only they need. AWS renews them without notice.',
      examples: [{ boto3: '1.40.4', botocore: '1.40.4' }],
    }),
});

/** `prune` of layer.json: names of rules, or an object that says more. */
export const pruneDefinitionSchema = z
  .union([rules, options])
  .default([...defaultPruneRules])
  .meta({
    description: 'Files to leave out of the layer: a list of prune rules, or an object with rules and more.',
    examples: [['bytecode', 'tests', 'stubs'], { exclude: ['python/sympy/plotting/**'] }],
  });

export type PruneOptions = z.infer<typeof options>;
