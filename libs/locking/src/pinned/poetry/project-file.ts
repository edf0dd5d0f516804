import { normalizeProjectName } from '@layerkit/platform-resolution/requirements';
import { z } from 'zod';
import { dependencies } from './lock-table.ts';

const projectName = z.string().transform(normalizeProjectName);
const requirementList = z.array(z.string());

/** The fields of a pyproject.toml from which Poetry takes requirements (Poetry, "The pyproject.toml file"). */
export const poetryProjectFile = z.object({
  project: z
    .object({
      name: z.string().optional(),
      dependencies: requirementList.optional(),
      'optional-dependencies': z.record(projectName, requirementList).default({}),
      dynamic: z.array(z.string()).default([]),
    })
    .optional(),
  'dependency-groups': z
    .record(projectName, z.array(z.union([z.string(), z.object({ 'include-group': projectName })])))
    .default({}),
  tool: z
    .object({
      poetry: z
        .object({
          name: z.string().optional(),
          dependencies: dependencies.default({}),
          'dev-dependencies': dependencies.optional(),
          extras: z.record(projectName, z.array(projectName)).default({}),
          group: z
            .record(
              projectName,
              z.object({
                dependencies: dependencies.default({}),
                'include-groups': z.array(projectName).default([]),
              }),
            )
            .default({}),
        })
        .optional(),
    })
    .optional(),
});

export type PoetryProject = z.infer<typeof poetryProjectFile>;
