import { freshWorkspace } from './fresh-workspace.ts';
import { projectJson } from '../workspace/project-json.ts';
import { runGenerator } from '../workspace/run-generator.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** Creates a fresh workspace for projects with targets in project.json. It has no projects and no commit yet. */
export const packedWorkspace = async (): Promise<Workspace> => {
  const workspace = await freshWorkspace();
  await initWorkspace(workspace, ['--explicit']);
  return workspace;
};

/** Runs the init generator in a workspace. */
export const initWorkspace = async ({ root }: Workspace, options: readonly string[] = []): Promise<void> => {
  const { exitCode, output } = await runGenerator(root, ['@layerkit/layer:init', ...options]);
  if (exitCode !== 0) throw new Error(output);
};

/**
 * Returns the project.json of a layer of such a workspace, for `files` of addLayer. The plugin is installed
 * there, not a project.
 */
export const layerProject = (name: string) => ({
  'project.json': projectJson(name, {
    plugin: 'layer',
    tags: ['layerkit:layer'],
    targets: ['lock', 'build', 'verify', 'publish'],
  }),
});

/** Returns the project.json of a layer without requirements, which has nothing to lock. */
export const sourceLayerProject = (name: string) => ({
  'project.json': projectJson(name, {
    plugin: 'layer',
    tags: ['layerkit:layer'],
    targets: ['build', 'verify', 'publish'],
  }),
});

/** Returns the project.json of a function. */
export const functionProject = (name: string) => ({
  'project.json': projectJson(name, {
    plugin: 'lambda',
    tags: ['layerkit:function'],
    targets: ['build', 'deploy', 'smoke'],
  }),
});
