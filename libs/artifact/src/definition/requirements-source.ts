import { z } from 'zod';
import { distinct, inputPath, relativePath } from './fields.ts';
import { requirementsKindOf, requirementsLabels, type RequirementsChoice } from './requirements-kinds.ts';

/** The names of extras, groups and projects have the same form (PEP 508, PEP 685, PEP 735). */
const projectName = z.string().regex(/^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/, {
  message: 'must be a name in the form of Python project names',
});

const hasChoice = (file: string, choice: RequirementsChoice): boolean =>
  requirementsKindOf(file).choices.includes(choice);

const chosen = z
  .strictObject({
    file: inputPath.meta({
      description:
        'Path relative to the project. It may be outside, for a file that several projects of a workspace share.',
      examples: ['pyproject.toml', 'uv.lock', '../../uv.lock'],
    }),
    extras: distinct(projectName)
      .optional()
      .meta({
        description: 'Extras of the project to include (project.optional-dependencies).',
        examples: [['s3']],
      }),
    groups: distinct(projectName)
      .optional()
      .meta({
        description:
          'Dependency groups to include (PEP 735), or categories of a Pipfile.lock. No group is included by default.',
        examples: [['layer']],
      }),
    package: projectName.optional().meta({
      description:
        'The workspace member whose requirements to use, for a uv.lock. The default is the member in this folder.',
      examples: ['orchestrator'],
    }),
    project: z
      .boolean()
      .optional()
      .meta({
        description:
          'False leaves out the project itself and takes only what it requires, like uv sync --no-install-project. By default a project that is a package goes into the layer, for a uv.lock.',
        examples: [false],
      }),
  })
  .refine(({ file, extras }) => extras === undefined || hasChoice(file, 'extras'), {
    message: `extras are for ${requirementsLabels('extras')}`,
  })
  .refine(({ file, groups }) => groups === undefined || hasChoice(file, 'groups'), {
    message: `groups are for ${requirementsLabels('groups')}`,
  })
  .refine(({ file, package: member }) => member === undefined || hasChoice(file, 'package'), {
    message: `package is for ${requirementsLabels('package')}`,
  })
  .refine(({ file, project }) => project === undefined || hasChoice(file, 'project'), {
    message: `project is for ${requirementsLabels('project')}`,
  });

/** The requirements source of a lock: a file, or a file with extras, groups or a package. */
export const requirementsSource = z.union([relativePath, chosen]).meta({
  description: `The requirements to lock and build: ${requirementsLabels()}.`,
  examples: ['requirements.in', { file: 'pyproject.toml', extras: ['s3'], groups: ['layer'] }],
});

export const constraintFiles = z.union([inputPath, distinct(inputPath)]).meta({
  description: 'Files with constraints on versions, like those of pip’s -c. They add no packages.',
  examples: ['constraints.txt'],
});

export const allowedBuilds = distinct(projectName).meta({
  description: 'Packages to build from source if they have no wheel. They must be pure Python.',
  examples: [['docopt']],
});
