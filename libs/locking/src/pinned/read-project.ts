import { access } from 'node:fs/promises';
import { posix, resolve } from 'node:path';
import { LayerkitError } from '@layerkit/failure';
import { z } from 'zod';
import { readPoetryLock } from './poetry/read-poetry-lock.ts';
import type { ProjectChoice } from '../requirements/project-choice.ts';
import { readPyproject } from '../requirements/read-pyproject.ts';
import type { Requirements } from '../requirements/read-requirements.ts';
import { readToml } from '../requirements/read-toml.ts';

/**
 * Reads a pyproject.toml. If only Poetry knows the requirements of the project, reads the poetry.lock next to it.
 * @throws LayerkitError requirements/missing, requirements/invalid (every problem)
 */
export const readProject = async (projectRoot: string, choice: ProjectChoice): Promise<Requirements> => {
  const { file } = choice;
  const { project, tool } = await readToml(resolve(projectRoot, file), file, poetryMark);
  const isPoetrys =
    tool?.poetry !== undefined && (project === undefined || project.dynamic.includes('dependencies'));
  if (!isPoetrys) return readPyproject(projectRoot, choice);
  const lock = posix.join(posix.dirname(file), 'poetry.lock');
  await access(resolve(projectRoot, lock)).catch(() => {
    throw new LayerkitError({
      code: 'requirements/missing',
      message: `${file} is a project of Poetry, and there is no poetry.lock next to it`,
      hint: 'Run “poetry lock” in its folder, then lock again.',
    });
  });
  return readPoetryLock(projectRoot, { ...choice, file: lock });
};

/** The fields that tell a project of Poetry from others. */
const poetryMark = z.object({
  project: z.object({ dynamic: z.array(z.string()).default([]) }).optional(),
  tool: z.object({ poetry: z.unknown().optional() }).optional(),
});
