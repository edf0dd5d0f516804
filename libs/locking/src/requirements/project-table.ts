import { z } from 'zod';
import { uvIndexTable } from './uv-places.ts';

const requirementList = z.array(z.string());

/** The fields of a pyproject.toml that a lock is made from (PEP 621, PEP 735), and those of uv that change their meaning. */
export const projectFile = z.object({
  project: z
    .object({
      name: z.string(),
      dependencies: requirementList.default([]),
      'optional-dependencies': z.record(z.string(), requirementList).default({}),
      'requires-python': z.string().optional(),
      dynamic: z.array(z.string()).default([]),
    })
    .optional(),
  'dependency-groups': z
    .record(z.string(), z.array(z.union([z.string(), z.strictObject({ 'include-group': z.string() })])))
    .default({}),
  tool: z
    .object({
      uv: z
        .object({
          index: z.array(uvIndexTable).default([]),
          sources: z.record(z.string(), z.unknown()).default({}),
          package: z.boolean().optional(),
          workspace: z
            .object({ members: z.array(z.string()).default([]), exclude: z.array(z.string()).default([]) })
            .optional(),
          'constraint-dependencies': requirementList.default([]),
          'override-dependencies': requirementList.default([]),
        })
        .optional(),
    })
    .optional(),
});

export type ProjectFile = z.infer<typeof projectFile>;
