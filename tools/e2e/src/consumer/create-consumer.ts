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
  /** A version of Nx for npm: `22`, `23.0.0`. */
  readonly nx: string;
  /** Lines of .npmrc that tell npm where the packages of this workspace are. */
  readonly npmrc: string;
}

/** A user’s Nx workspace. */
export interface ConsumerWorkspace extends Workspace {
  /** Adds development dependencies with the workspace’s package manager. */
  add(...packages: readonly string[]): Promise<void>;
  /** Runs a program of the workspace, or Node itself, and returns its stdout. Throws if it fails. */
  run(program: string, ...args: readonly string[]): Promise<string>;
  /** Runs Nx. Never throws if a task fails. */
  nx(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<ProcessRun>;
}

/**
 * Creates an empty workspace with the given versions of Nx and Node, as create-nx-workspace does without
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
  // pnpm fails until each install script is allowed or refused; Nx works without its own.
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
  bun: ['add', '--dev'],
} as const;
