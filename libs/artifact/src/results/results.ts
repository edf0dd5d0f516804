import type { z } from 'zod';
import { deploymentSchema } from './deployment.ts';
import { importsResultSchema } from './imports-result.ts';
import { lockResultSchema } from './lock-result.ts';
import { outdatedSchema } from './outdated.ts';
import { publicationSchema } from './publication.ts';
import { smokeResultSchema } from './smoke-result.ts';
import { whySchema } from './why.ts';

/**
 * What executors leave for machines beside a project’s artifacts, each in `<name>.json`. What belongs to one
 * target’s zip lies beside that: the manifest, the verification, the inspection.
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

/** A result as it stands in its file; whoever makes one need not make it anew to write it. */
export type Result<Name extends ResultName> = Frozen<z.infer<(typeof resultSchemas)[Name]>>;

type Frozen<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends readonly (infer Item)[]
    ? readonly Frozen<Item>[]
    : T extends object
      ? { readonly [Key in keyof T]: Frozen<T[Key]> }
      : T;
