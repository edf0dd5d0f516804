import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { LayerkitError } from '@layerkit/failure';
import { isInside } from '@layerkit/zip/sources';
import { isPythonProject } from './is-python-project.ts';
import type { LocalPackage } from './local-package.ts';
import { workspaceFolder } from './workspace-folder.ts';

/**
 * Checks that every local package is a Python project of the workspace, and that no two have the same name.
 * @param file the requirements source, for the error
 * @throws LayerkitError requirements/invalid (every problem)
 */
export const checkLocalPackages = async (
  projectRoot: string,
  file: string,
  locals: readonly LocalPackage[],
): Promise<void> => {
  if (locals.length === 0) return;
  const workspace = await workspaceFolder(projectRoot);
  const found = await Promise.all(locals.map((one) => problemOf(one, projectRoot, workspace)));
  const problems = [...new Set([...found.flat(), ...namesakes(locals)])];
  if (problems.length === 0) return;
  throw new LayerkitError({
    code: 'requirements/invalid',
    message: `${file} requires local packages that can’t go into a layer`,
    problems,
    hint: 'A local package is a folder of this workspace with the pyproject.toml of a project. Correct the path, or move the package into the workspace.',
  });
};

const problemOf = async (
  { name, folder, where }: LocalPackage,
  projectRoot: string,
  workspace: string,
): Promise<readonly string[]> => {
  const path = join(projectRoot, folder);
  const outside = `${where}: ${name} is outside the workspace: ${folder}`;
  if (!isInside(workspace, path)) return [outside];
  const real = await realpath(path).catch(() => undefined);
  if (real === undefined) return [`${where}: ${name} is missing: there is no folder ${folder}`];
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
