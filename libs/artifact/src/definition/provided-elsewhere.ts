import { z } from 'zod';
import { distinct } from './fields.ts';

export const packageName = z
  .string()
  .regex(/^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/, { message: 'must be the name of a package' });

/** `without` of layer.json. */
export const withoutPackages = distinct(packageName)
  .min(1)
  .meta({
    description:
      'Packages of the lock to leave out of the layer, with their metadata, because another layer or the runtime has them. Say which one in providedBy, so that build compares the versions.',
    examples: [['pyarrow', 'numpy']],
  });

/** `providedBy` of layer.json. */
export const providedBy = distinct(z.string().min(1))
  .min(1)
  .meta({
    description:
      'Layer projects that functions attach together with this layer, or “runtime”. build fails if their versions do not meet the requirements, and verify imports the layer together with them. Without “without”, the layer leaves out everything that they have.',
    examples: [['base-layer'], ['runtime']],
  });

/** The name in `providedBy` for the packages that the runtime ships. */
export const theRuntime = 'runtime';
