import { normalizeProjectName } from '@layerkit/platform-resolution/requirements';
import { z } from 'zod';

const projectName = z.string().transform(normalizeProjectName);
const files = z.array(z.object({ hash: z.string().optional() }));

const conditional = z.object({
  version: z.string().optional(),
  extras: z.array(projectName).optional(),
  markers: z.string().optional(),
  python: z.string().optional(),
  platform: z.string().optional(),
  optional: z.boolean().optional(),
});

/** A requirement in Poetry’s own form: a constraint, or a table with more conditions. */
export type PoetryDependency = z.infer<typeof conditional>;

const oneDependency = z.union([
  z.string().transform((version): PoetryDependency => ({ version })),
  conditional,
]);

/** Several tables apply under different conditions. */
const dependency = z.union([oneDependency.transform((one) => [one]), z.array(oneDependency)]).readonly();

export const dependencies = z.record(projectName, dependency);

/** The fields of a poetry.lock (Poetry, "Lock file") that layerkit reads. */
export const poetryLockFile = z.object({
  package: z
    .array(
      z.object({
        name: projectName,
        version: z.string(),
        'python-versions': z.string().optional(),
        // From lock version 2.1
        groups: z.array(projectName).optional(),
        markers: z.union([z.string(), z.record(projectName, z.string())]).optional(),
        files: files.default([]),
        dependencies: dependencies.default({}),
        source: z
          .object({ type: z.string(), url: z.string().optional(), reference: z.string().optional() })
          .optional(),
      }),
    )
    .default([]),
  extras: z.record(projectName, z.array(z.string())).default({}),
  metadata: z.object({
    'lock-version': z.string(),
    'python-versions': z.string().optional(),
    // Before lock version 2.0
    files: z.record(projectName, files).default({}),
  }),
});

export type PoetryLock = z.infer<typeof poetryLockFile>;
export type PoetryPackage = PoetryLock['package'][number];
