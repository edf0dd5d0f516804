import { z } from 'zod';
import { distinct, relativePath } from './fields.ts';
import { requirementsKindOf, requirementsLabels, type RequirementsChoice } from './requirements-kinds.ts';

/** A path from the project; it may lead out, to a file that a workspace keeps for several projects. */
const inputPath = z
  .string()
  .min(1)
  .regex(/^(?!\/|[A-Za-z]:)(?:\.\.\/)*(?!.*(?:^|\/)\.\.(?:\/|$))[^\\]+$/, {
    message: 'must be a path from the project, with / between its parts',
  });

/** Extras, groups and projects are named alike (PEP 508, PEP 685, PEP 735). */
const projectName = z.string().regex(/^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/, {
  message: 'must be a name as Python projects have',
});

const hasChoice = (file: string, choice: RequirementsChoice): boolean =>
  requirementsKindOf(file).choices.includes(choice);

const chosen = z
  .strictObject({
    file: inputPath.meta({
      description:
        'Path from the project; it may lead out, to a file that a workspace keeps for several projects.',
      examples: ['pyproject.toml', 'uv.lock', '../../uv.lock'],
    }),
    extras: distinct(projectName)
      .optional()
      .meta({
        description: 'Extras of the project whose requirements go in too (project.optional-dependencies).',
        examples: [['s3']],
      }),
    groups: distinct(projectName)
      .optional()
      .meta({
        description: 'Dependency groups whose requirements go in too (PEP 735). None does by itself.',
        examples: [['layer']],
      }),
    package: projectName.optional().meta({
      description:
        'Of a uv.lock: the workspace member whose requirements are meant; by default the one in this folder.',
      examples: ['orchestrator'],
    }),
  })
  .refine(({ file, extras, groups }) => (extras ?? groups) === undefined || hasChoice(file, 'extras'), {
    message: `extras and groups are for ${requirementsLabels('extras')}`,
  })
  .refine(({ file, package: member }) => member === undefined || hasChoice(file, 'package'), {
    message: `package is for ${requirementsLabels('package')}`,
  });

/** What a lock is made from: a file, or a file and what of it counts. */
export const requirementsSource = z.union([relativePath, chosen]).meta({
  description: `The requirements to lock and build: ${requirementsLabels()}.`,
  examples: ['requirements.in', { file: 'pyproject.toml', extras: ['s3'], groups: ['layer'] }],
});

export const constraintFiles = z.union([inputPath, distinct(inputPath)]).meta({
  description: 'Files with limits for versions, as pip’s -c takes them; they bring nothing in.',
  examples: ['constraints.txt'],
});

export const allowedBuilds = distinct(projectName).meta({
  description: 'Packages that may be built from source where they have no wheel. Only pure Python can be.',
  examples: [['docopt']],
});
