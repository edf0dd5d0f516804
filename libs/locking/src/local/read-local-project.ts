import { join } from 'node:path';
import { poetryProjectFile } from '../pinned/poetry/project-file.ts';
import { statedByProject } from '../pinned/poetry/stated-by-project.ts';
import type { LocalReference } from '../requirements/local-package.ts';
import type { ProjectChoice } from '../requirements/project-choice.ts';
import { projectFile } from '../requirements/project-table.ts';
import { readToml } from '../requirements/read-toml.ts';
import type { Requirement } from '../requirements/requirement.ts';
import { separateLocals } from '../requirements/separate-locals.ts';

/** The statements of a local package’s pyproject.toml. */
export interface LocalProject {
  /** As written; undefined if only the build backend knows it. */
  readonly name: string | undefined;
  /** False for a project that is only a list of requirements (uv, "Projects"). */
  readonly isInstalled: boolean;
  readonly requirements: readonly Requirement[];
  readonly references: readonly LocalReference[];
  readonly paths: readonly string[];
  readonly problems: readonly string[];
  /** Whether only the build backend knows its requirements. */
  readonly isOpaque?: boolean;
}

/**
 * Reads the pyproject.toml of a local package, in the standard form or that of Poetry.
 * @param folder absolute
 * @throws LayerkitError requirements/missing, requirements/invalid
 */
export const readLocalProject = async (folder: string, choice: ProjectChoice): Promise<LocalProject> => {
  const path = join(folder, 'pyproject.toml');
  const found = await readToml(path, choice.file, projectFile);
  const { project, tool } = found;
  if (project !== undefined && !project.dynamic.includes('dependencies')) {
    const separated = await separateLocals({ found, folder }, choice);
    return { ...separated, name: project.name, isInstalled: tool?.uv?.package !== false };
  }
  const poetry = await readToml(path, choice.file, poetryProjectFile);
  const own = poetry.tool?.poetry;
  const { stated, problems } = statedByProject(poetry, choice.file, choice);
  return {
    name: project?.name ?? own?.name,
    isInstalled: true,
    requirements: stated,
    references: [],
    paths: [],
    problems: own === undefined ? [onlyBackendKnows(choice.file)] : problems,
    isOpaque: own === undefined,
  };
};

const onlyBackendKnows = (file: string): string =>
  `${file}: only the build backend knows the requirements of the project: write them to project.dependencies`;
