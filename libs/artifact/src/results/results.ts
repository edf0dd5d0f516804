import type { z } from 'zod';
import { deploymentSchema } from './deployment.ts';
import { importsResultSchema } from './imports-result.ts';
import { lockResultSchema } from './lock-result.ts';
import { outdatedSchema } from './outdated.ts';
import { publicationSchema } from './publication.ts';
import { smokeResultSchema } from './smoke-result.ts';
import { whySchema } from './why.ts';

/**
 * The schemas of the result files that executors write next to a project’s artifacts, each as `<name>.json`. The
 * manifest, the verification result and the inspection are next to the zip that they describe.
 */
export const resultSchemas = {
  lock: lockResultSchema,
  imports: importsResultSchema,
  outdated: outdatedSchema,
  why: whySchema,
  publication: publicationSchema,
  deployment: deploymentSchema,
  smoke: smokeResultSchema,
} as const;

export type ResultName = keyof typeof resultSchemas;

/** A result as in its file, read-only all the way down, so that frozen data can be written without a copy. */
export type Result<Name extends ResultName> = Frozen<z.infer<(typeof resultSchemas)[Name]>>;

type Frozen<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends readonly (infer Item)[]
    ? readonly Frozen<Item>[]
    : T extends object
      ? { readonly [Key in keyof T]: Frozen<T[Key]> }
      : T;
