import { z } from 'zod';
import { distinct } from './fields.ts';
import { functionPruneSchema } from './prune-definition.ts';
import { packageName } from './provided-elsewhere.ts';
import { allowedBuilds, constraintFiles, requirementsSource } from './requirements-source.ts';

/** The fields of `function.json` about packages of the function’s own, which are in its zip beside its code. */
export const functionPackages = {
  requirements: requirementsSource.optional(),
  constraints: constraintFiles.optional(),
  allowBuild: allowedBuilds.optional(),
  without: distinct(packageName)
    .min(1)
    .optional()
    .meta({
      description:
        'Packages of the lock to leave out of the function, because the runtime or a layer that layers names by its ARN has them. Packages that layer projects of the workspace have are left out by themselves.',
      examples: [['boto3', 'aws-lambda-powertools']],
    }),
  prune: functionPruneSchema.optional(),
};

interface PackageFields {
  readonly requirements?: unknown;
  readonly constraints?: unknown;
  readonly allowBuild?: unknown;
  readonly without?: unknown;
  readonly prune?: unknown;
}

/** Reports fields that have no effect without `requirements`. */
export const checkPackagesTogether = (fields: PackageFields, context: z.RefinementCtx): void => {
  if (fields.requirements !== undefined) return;
  for (const field of ['constraints', 'allowBuild', 'without', 'prune'] as const)
    if (fields[field] !== undefined)
      context.addIssue({ code: 'custom', path: [field], message: 'needs requirements', input: fields });
};
