import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { linkTree, type WorkspaceCopy } from './copy-workspace.ts';
import { freshWorkspace } from './fresh-workspace.ts';
import { runGenerator } from './run-generator.ts';

/** A fresh workspace in which the init generator has run. It has no projects, and no commit yet. */
export const packedWorkspace = async (): Promise<WorkspaceCopy> => {
  const workspace = await freshWorkspace();
  await initWorkspace(workspace);
  return workspace;
};

/** Runs the init generator in it. */
export const initWorkspace = async (
  { root }: WorkspaceCopy,
  options: readonly string[] = [],
): Promise<void> => {
  const { exitCode, output } = await runGenerator(root, ['@layerkit/layer:init', ...options]);
  if (exitCode !== 0) throw new Error(output);
};

/** The project.json of a layer of such a workspace, for `files` of addLayer: the plugin is no project here. */
export const layerProject = (name: string): Readonly<Record<string, string>> =>
  projectFile(name, '@layerkit/layer', ['lock', 'build', 'verify', 'publish']);

/** Of a layer that has sources alone, and so nothing to lock. */
export const sourceLayerProject = (name: string): Readonly<Record<string, string>> =>
  projectFile(name, '@layerkit/layer', ['build', 'verify', 'publish']);

/** The project.json of a function. */
export const functionProject = (name: string): Readonly<Record<string, string>> =>
  projectFile(name, '@layerkit/lambda', ['build', 'deploy', 'smoke']);

const projectFile = (name: string, plugin: string, targets: readonly string[]) => ({
  'project.json': json({
    name,
    targets: Object.fromEntries(targets.map((target) => [target, { executor: `${plugin}:${target}` }])),
  }),
});

/** Commits everything that is not ignored; its hash. */
export const commitAll = async ({ root }: WorkspaceCopy, message: string): Promise<string> => {
  const git = (...args: readonly string[]) =>
    execa('git', ['-c', 'user.name=e2e', '-c', 'user.email=e2e@localhost', ...args], { cwd: root });
  await git('add', '--all');
  await git('commit', '--quiet', '--allow-empty', `--message=${message}`);
  return (await git('rev-parse', 'HEAD')).stdout;
};

/** The committed workspace on another machine’s disk: a clone with the packages installed, nothing built, nothing cached. */
export const cloneWorkspace = async (origin: WorkspaceCopy): Promise<WorkspaceCopy> => {
  const root = await mkdtemp(join(tmpdir(), 'layerkit-clone-'));
  await execa('git', ['clone', '--quiet', origin.root, root]);
  await linkTree(origin.path('node_modules'), join(root, 'node_modules'));
  return {
    root,
    path: (relative) => join(root, ...relative.split('/')),
    remove: () => rm(root, { recursive: true, force: true }),
  };
};

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
