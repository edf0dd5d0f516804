import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { json, projectJson } from './project-json.ts';
import type { Workspace } from './workspace.ts';

type Json = Readonly<Record<string, unknown>>;

export interface ProjectFiles {
  /** Fields of layer.json or function.json in addition to the usual ones. */
  readonly definition: Json;
  /** More files, by path below the project. */
  readonly files?: Readonly<Record<string, string>> | undefined;
}

/** Adds a layer project to the workspace, wired as the README says. */
export const addLayer = (workspace: Workspace, name: string, project: ProjectFiles): Promise<void> =>
  addProject(workspace, name, {
    'layer.json': json({ layerName: name, runtimes: ['python3.12'], ...project.definition }),
    'project.json': projectJson(name, {
      plugin: 'layer',
      targets: ['lock', 'outdated', 'imports', 'build', 'inspect', 'why', 'verify', 'publish'],
      implicitDependencies: ['layer'],
    }),
    ...project.files,
  });

/** Adds a function project to the workspace, wired as the README says. */
export const addFunction = (workspace: Workspace, name: string, project: ProjectFiles): Promise<void> =>
  addProject(workspace, name, {
    'function.json': json({
      functionName: name,
      runtime: 'python3.12',
      handler: 'app.handle',
      role: 'arn:aws:iam::000000000000:role/e2e',
      ...project.definition,
    }),
    'project.json': projectJson(name, {
      plugin: 'lambda',
      targets: ['lock', 'build', 'inspect', 'deploy', 'smoke'],
      implicitDependencies: ['lambda'],
    }),
    ...project.files,
  });

/** Writes a file of the workspace and creates its folder. */
export const writeWorkspaceFile = async (
  workspace: Workspace,
  relative: string,
  text: string,
): Promise<void> => {
  await mkdir(dirname(workspace.path(relative)), { recursive: true });
  await writeFile(workspace.path(relative), text);
};

const addProject = async (
  workspace: Workspace,
  name: string,
  files: Readonly<Record<string, string>>,
): Promise<void> => {
  for (const [file, text] of Object.entries(files))
    await writeWorkspaceFile(workspace, `apps/${name}/${file}`, text);
};
