import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LayerkitError } from '@layerkit/failure';
import { isInside } from '@layerkit/zip/sources';
import { isPythonProject } from '../requirements/is-python-project.ts';
import type { Requirement, Requirements } from '../requirements/read-requirements.ts';
import type { LocalPackage } from '../requirements/local-package.ts';
import { workspaceFolder } from '../requirements/workspace-folder.ts';

/**
 * Checks that every local package is a Python project of the workspace, that no two have the same name, and that every
 * wheel with a path is in the workspace.
 * @throws LayerkitError requirements/invalid (every problem)
 */
export const checkLocalPackages = async (
  projectRoot: string,
  {
    file,
    requirements,
    constraints,
    wheels: pinned = [],
    locals = [],
  }: Pick<Requirements, 'file' | 'requirements' | 'constraints' | 'wheels' | 'locals'>,
): Promise<void> => {
  const wheels = [...requirements, ...constraints, ...pinned].filter(({ at }) => at?.written !== undefined);
  if (locals.length + wheels.length === 0) return;
  const workspace = await workspaceFolder(projectRoot);
  const found = await Promise.all(locals.map((one) => problemsOfFolder(one, projectRoot, workspace)));
  found.push(...(await Promise.all(wheels.map((one) => problemsOfWheel(one, workspace)))));
  const problems = [...new Set([...found.flat(), ...namesakes(locals)])];
  if (problems.length > 0) throw invalidLocals(file, problems);
};

/**
 * Returns the problems of the wheels that requirements name by a path. On another machine, a path outside the workspace
 * names another file or none.
 */
const problemsOfWheel = async (
  { name, where, at }: Requirement,
  workspace: string,
): Promise<readonly string[]> => {
  if (at?.written === undefined) return [];
  const path = fileURLToPath(at.url);
  if (!isInside(workspace, path)) return [`${where}: ${name} is outside the workspace: ${at.written}`];
  const real = await realpath(path).catch(() => undefined);
  if (real === undefined) return [`${where}: ${name} is missing: ${at.written} does not exist`];
  return isInside(await realpath(workspace), real)
    ? []
    : [`${where}: ${name} is a link to a path outside the workspace: ${at.written}`];
};

/** Returns the error for a requirements source with local packages that can’t be used. */
export const invalidLocals = (file: string, problems: readonly string[]): LayerkitError =>
  new LayerkitError({
    code: 'requirements/invalid',
    message: `${file} requires local packages that can’t go into a layer`,
    problems,
    hint: 'A local package is a folder of this workspace with the pyproject.toml of a project, which states its requirements. Correct the path, or move the package into the workspace.',
  });

/** Returns the reasons why a folder is not a Python project of the workspace. */
export const problemsOfFolder = async (
  { name, folder, where }: LocalPackage,
  projectRoot: string,
  workspace: string,
): Promise<readonly string[]> => {
  const path = join(projectRoot, folder);
  const outside = `${where}: ${name} is outside the workspace: ${folder}`;
  if (!isInside(workspace, path)) return [outside];
  const real = await realpath(path).catch(() => undefined);
  if (real === undefined) return [`${where}: ${name} is missing: ${folder} does not exist`];
  if (!isInside(await realpath(workspace), real))
    return [`${where}: ${name} is a link to a path outside the workspace: ${folder}`];
  return (await isPythonProject(path))
    ? []
    : [`${where}: ${name} has no pyproject.toml with a [project] or [build-system] table: ${folder}`];
};

/** Returns a problem for each name that several folders have. */
const namesakes = (locals: readonly LocalPackage[]): readonly string[] => {
  const folders = new Map<string, Set<string>>();
  for (const { name, folder } of locals) folders.set(name, (folders.get(name) ?? new Set()).add(folder));
  return [...folders]
    .filter(([, own]) => own.size > 1)
    .map(([name, own]) => `several packages are called ${name}: ${[...own].sort().join(', ')}`);
};
