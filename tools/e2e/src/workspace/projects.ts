import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { WorkspaceCopy } from './copy-workspace.ts';

type Json = Readonly<Record<string, unknown>>;

export interface ProjectFiles {
  /** Fields of layer.json or function.json beside the usual ones. */
  readonly definition: Json;
  /** Further files, by path below the project. */
  readonly files?: Readonly<Record<string, string>>;
}

/** Adds a layer project to the workspace, wired as the README says. */
export const addLayer = (workspace: WorkspaceCopy, name: string, project: ProjectFiles): Promise<void> =>
  addProject(workspace, name, {
    'layer.json': json({ layerName: name, runtimes: ['python3.12'], ...project.definition }),
    'project.json': json({
      name,
      implicitDependencies: ['layer'],
      targets: targets('@layerkit/layer', [
        'lock',
        'outdated',
        'imports',
        'build',
        'inspect',
        'why',
        'verify',
        'publish',
      ]),
    }),
    ...project.files,
  });

/** Adds a function project to the workspace, wired as the README says. */
export const addFunction = (workspace: WorkspaceCopy, name: string, project: ProjectFiles): Promise<void> =>
  addProject(workspace, name, {
    'function.json': json({
      functionName: name,
      runtime: 'python3.12',
      handler: 'app.handle',
      role: 'arn:aws:iam::000000000000:role/e2e',
      ...project.definition,
    }),
    'project.json': json({
      name,
      implicitDependencies: ['lambda'],
      targets: targets('@layerkit/lambda', ['build', 'deploy', 'smoke']),
    }),
    ...project.files,
  });

/** Writes a file of the workspace, with the folders it needs. */
export const writeWorkspaceFile = async (
  workspace: WorkspaceCopy,
  relative: string,
  text: string,
): Promise<void> => {
  await mkdir(dirname(workspace.path(relative)), { recursive: true });
  await writeFile(workspace.path(relative), text);
};

const addProject = async (
  workspace: WorkspaceCopy,
  name: string,
  files: Readonly<Record<string, string>>,
): Promise<void> => {
  for (const [file, text] of Object.entries(files))
    await writeWorkspaceFile(workspace, `apps/${name}/${file}`, text);
};

const targets = (plugin: string, names: readonly string[]): Json =>
  Object.fromEntries(names.map((name) => [name, { executor: `${plugin}:${name}` }]));

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
