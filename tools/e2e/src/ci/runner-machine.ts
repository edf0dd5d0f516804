import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { findInterpreter } from '@layerkit/execution-environment';
import { execa } from 'execa';
import { testEnvironment } from '@layerkit/testing-packages';
import { withoutNx } from '../../../test/src/without-nx.mjs';
import { workspaceRoot } from '../workspace/copy-workspace.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { ScriptPlace } from './run-script.ts';

/** A fresh CI machine with a clone of the repository at one commit and nothing installed in it. */
export interface RunnerMachine {
  readonly place: ScriptPlace;
  remove(): Promise<void>;
}

/**
 * Creates a machine with the programs of a hosted runner: Node, git, curl, uv, and the Python that setup-python
 * or the image puts first on the PATH. pip installs into the machine’s own folder. The machine has no
 * credentials, and no variables of the Nx that runs this test.
 */
export const newRunnerMachine = async (
  origin: Workspace,
  commit: string,
  env: Readonly<Record<string, string>>,
): Promise<RunnerMachine> => {
  const home = await mkdtemp(join(tmpdir(), 'layerkit-runner-'));
  const cwd = join(home, 'work');
  await execa('git', ['clone', '--quiet', origin.root, cwd]);
  await execa('git', ['checkout', '--quiet', '--detach', commit], { cwd });
  const { path: python } = await findInterpreter('python3.12', { directory: workspaceRoot });
  const inherited = Object.entries(withoutNx(process.env)).filter(([name]) => !/^(?:AWS|CI|UV)_/.test(name));
  const uv = dirname(testEnvironment()['LAYERKIT_UV'] ?? '');
  const path = [join(home, 'bin'), dirname(python), uv, process.env['PATH'] ?? ''].join(delimiter);
  const own = { CI: 'true', PATH: path, PIP_PREFIX: home, LAYERKIT_STORE: join(home, 'store') };
  return {
    place: { cwd, env: { ...definedOnly(inherited), ...own, ...env } },
    remove: () => rm(home, { recursive: true, force: true }),
  };
};

/** Copies the folders that exist from one place to another. */
export const copyFolders = async (paths: readonly string[], from: string, to: string): Promise<void> => {
  for (const path of paths.filter((each) => existsSync(join(from, each)))) {
    await mkdir(dirname(join(to, path)), { recursive: true });
    await cp(join(from, path), join(to, path), { recursive: true, force: true });
  }
};

const definedOnly = (entries: readonly (readonly [string, string | undefined])[]) =>
  Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined));
