// Runs after `npm ci`, in a process of its own, so that it can import the libraries.
import { spawnSync } from 'node:child_process';
import { findInterpreter, whyNotRunnable } from '@layerkit/execution-environment';
import { formatFailure, isLayerkitError, printableLine } from '@layerkit/failure';
import { parseRuntime, type Runtime } from '@layerkit/platform-resolution';
import { runtimeFacts } from '@layerkit/platform-resolution/runtimes';
import { replaceFile } from '@layerkit/temporary-files';
import { inWorkspace, workspaceRoot } from './places.mjs';

const [mark = '', asked = '', ...runtimes] = process.argv.slice(2);

const say = (line: string): void => console.log(printableLine(line));

const main = async (): Promise<void> => {
  const paths: string[] = [];
  for (const runtime of runtimes.map(parseRuntime)) {
    const reason = whyNotRunnable({ runtime, architecture: process.arch === 'arm64' ? 'arm64' : 'x86_64' });
    if (reason === undefined) paths.push(await findOrInstall(runtime));
    else say(`  ${runtime} can’t run on this host: ${reason}`);
  }
  await replaceFile(mark, JSON.stringify({ asked, paths }));
};

const findOrInstall = async (runtime: Runtime): Promise<string> => {
  const found = await findInterpreter(runtime, { directory: workspaceRoot }).catch(async (error: unknown) => {
    if (!isLayerkitError(error) || error.code !== 'environment/interpreter-not-found') throw error;
    installWithUv(runtime);
    return findInterpreter(runtime, { directory: workspaceRoot });
  });
  say(`  ${runtime}: Python ${found.version} of ${found.origin}, ${found.path}`);
  return found.path;
};

/**
 * Installs Python only in the clone: without links in a folder of programs, and without entries in a registry.
 */
const installWithUv = (runtime: Runtime): void => {
  const { pythonVersion } = runtimeFacts(runtime);
  const tools = inWorkspace('.layerkit', 'python-tools');
  const uv = process.platform === 'win32' ? `${tools}/Scripts/uv.exe` : `${tools}/bin/uv`;
  const args = ['python', 'install', pythonVersion, '--no-bin', '--no-config'];
  const env = { ...process.env, UV_PYTHON_INSTALL_DIR: inWorkspace('.layerkit', 'python') };
  say(`  ${runtime}: not on this host; uv installs Python ${pythonVersion} in .layerkit/python`);
  spawnSync(uv, args, { env, stdio: ['ignore', 'inherit', 'inherit'] });
};

try {
  await main();
} catch (error) {
  if (!isLayerkitError(error)) throw error;
  console.error(formatFailure(error));
  process.exitCode = 1;
}
