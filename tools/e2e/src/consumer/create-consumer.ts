import { mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { execa } from 'execa';
import type { ProcessRun } from '../processes/process-run.ts';
import { plainEnvironment } from '../packages/plain-environment.ts';
import { runNxWith } from '../workspace/run-nx.ts';
import { json } from '../workspace/project-json.ts';
import { bareWorkspace, workspaceAt, type Workspace } from '../workspace/workspace.ts';
import { installToolchain, type Toolchain } from './toolchain.ts';

export interface ConsumerRequest extends Toolchain {
  /** What npm takes for a version of Nx: `22`, `23.0.0`. */
  readonly nx: string;
  /** Lines of .npmrc that lead to the packages of this workspace. */
  readonly npmrc: string;
}

/** Somebody’s own Nx workspace. */
export interface ConsumerWorkspace extends Workspace {
  /** Adds development dependencies with the workspace’s package manager. */
  add(...packages: readonly string[]): Promise<void>;
  /** Runs a program of the workspace, or Node itself, and fails where it does; what it printed on stdout. */
  run(program: string, ...args: readonly string[]): Promise<string>;
  /** Runs Nx; never throws for a failed task. */
  nx(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<ProcessRun>;
}

/**
 * An empty workspace with Nx of a version, on a Node of a version, as create-nx-workspace leaves it without
 * presets.
 */
export const createConsumer = async (request: ConsumerRequest): Promise<ConsumerWorkspace> => {
  const home = await bareWorkspace('layerkit-consumer-');
  const root = home.path('workspace');
  const path = [...(await installToolchain(home.path('toolchain'), request)), process.env['PATH']];
  const env = plainEnvironment({ PATH: path.join(delimiter) });
  await mkdir(root);
  await writeFile(join(root, '.npmrc'), request.npmrc);
  await writeFile(join(root, 'package.json'), json({ name: 'workspace', version: '0.0.0', private: true }));
  await writeFile(join(root, 'nx.json'), json({ analytics: false, neverConnectToCloud: true }));
  // pnpm fails until each install script is allowed or refused; Nx does without its own.
  await writeFile(join(root, 'pnpm-workspace.yaml'), 'allowBuilds:\n  nx: false\n');
  const run = async (program: string, ...args: readonly string[]): Promise<string> => {
    const { stdout } = await execa(program, args, {
      cwd: root,
      localDir: root,
      preferLocal: true,
      env,
      extendEnv: false,
    });
    return stdout;
  };
  const consumer: ConsumerWorkspace = {
    ...workspaceAt(root, home.root),
    run,
    add: async (...packages) => {
      await run(request.packageManager, ...adding[request.packageManager], ...packages);
    },
    nx: (args, more) => runNxWith(root, [...args, '--outputStyle=stream'], { ...env, ...more }),
  };
  await consumer.add(`nx@${request.nx}`);
  return consumer;
};

const adding = {
  npm: ['install', '--save-dev', '--no-audit', '--no-fund'],
  pnpm: ['add', '--save-dev'],
} as const;
