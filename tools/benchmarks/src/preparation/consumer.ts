import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { z } from 'zod';
import { packLibraries } from '../../../e2e/src/packages/pack-libraries.ts';
import { nxOf } from './programs.ts';

export interface ConsumerRequest {
  readonly workspaceRoot: string;
  readonly projectRoot: string;
  /** The project’s name in Nx. */
  readonly project: string;
  readonly scratch: string;
}

/**
 * Creates a user's workspace with the packed plugins installed from npm. It has the layer and a project with an
 * Nx target that does nothing, and contains no TypeScript.
 * @returns the root of the workspace
 */
export const prepareConsumer = async (request: ConsumerRequest): Promise<string> => {
  const { workspaceRoot, projectRoot, project, scratch } = request;
  const root = join(scratch, 'consumer');
  await mkdir(root);
  await execa(nxOf(workspaceRoot), ['run-many', '-t', 'compile', '--outputStyle=static'], {
    cwd: workspaceRoot,
    env: { NX_DAEMON: 'false', NX_TUI: 'false' },
  });
  const packed = await packLibraries(scratch);
  await writeJson(join(root, 'package.json'), { name: 'consumer', version: '0.0.0', private: true });
  await writeFile(join(root, '.gitignore'), 'node_modules\ndist\n.nx\n');
  const nx = `nx@${await versionOf(join(workspaceRoot, 'node_modules', 'nx'))}`;
  const options = ['--save-dev', '--no-audit', '--no-fund', '--ignore-scripts'];
  await execa('npm', ['install', ...options, nx, ...packed.map(({ tarball }) => tarball)], { cwd: root });
  await cp(projectRoot, join(root, project), { recursive: true });
  await rm(join(root, project, 'project.json'));
  await writeFiles(root, project);
  await execa('git', ['init', '--quiet'], { cwd: root });
  return root;
};

const writeFiles = async (root: string, project: string): Promise<void> => {
  await writeJson(join(root, 'nx.json'), nxJson);
  const build = { executor: '@layerkit/layer:build' };
  await writeJson(join(root, project, 'project.json'), { name: project, targets: { build } });
  const nothing = { executor: 'nx:run-commands', options: { command: 'exit 0' } };
  await mkdir(join(root, 'nothing'));
  await writeJson(join(root, 'nothing', 'project.json'), { name: 'nothing', targets: { nothing } });
};

/** The settings that the README gives for a build. */
const nxJson = {
  analytics: false,
  neverConnectToCloud: true,
  plugins: ['@layerkit/layer/graph', '@layerkit/lambda/graph'],
  namedInputs: { layerkit: ['{projectRoot}/**/*', '!{projectRoot}/*.md'] },
  targetDefaults: {
    '@layerkit/layer:build': {
      cache: true,
      inputs: ['layerkit', { externalDependencies: ['@layerkit/layer'] }],
      outputs: ['layer.zip', 'manifest.json', 'inputs.json'].map(
        (name) => `{workspaceRoot}/dist/{projectRoot}/*/${name}`,
      ),
    },
  },
};

const packageJson = z.object({ version: z.string() });

const versionOf = async (folder: string): Promise<string> =>
  packageJson.parse(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))).version;

const writeJson = (path: string, value: unknown): Promise<void> =>
  writeFile(path, `${JSON.stringify(value, null, 2)}\n`);
