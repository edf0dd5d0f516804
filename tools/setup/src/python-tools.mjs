import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { inWorkspace } from './places.mjs';
import { pipInstall } from './pip.mjs';
import { findPython } from './python.mjs';
import { run } from './run.mjs';
import { addRuntimeClient } from './runtime-client.mjs';
import { digestOf, isStamped, stamp } from './stamp.mjs';

const folder = inWorkspace('.layerkit');
const home = join(folder, 'python-tools');
const requirements = (/** @type {string} */ name) => inWorkspace('tools', 'setup', 'python-tools', name);
const sources = ['uv.txt', 'runtime-client.txt', 'runtime-sdk.txt'].map(requirements);
const code = ['python-tools.mjs', 'runtime-client.mjs'].map((name) =>
  inWorkspace('tools', 'setup', 'src', name),
);
const digest = () => digestOf([...sources, ...code]);
const mark = 'complete';

/**
 * Creates `.layerkit/python-tools`: a virtual environment with uv in bin (Scripts on Windows), and
 * `runtime-client`, the packages of Lambda's Python runtimes. It is made next to its place and moved there when complete.
 * @type {import('./set-up.mjs').Step}
 */
export const pythonTools = {
  what: 'Python tools',
  isInstalled: () => isStamped(join(home, mark), digest()),
  install: async () => {
    removeLeftovers();
    const made = join(folder, `python-tools.${process.pid}.new`);
    mkdirSync(made, { recursive: true });
    await run([findPython(), '-I', '-m', 'venv', made], {
      hint: 'If Python lacks the module venv, install it. On Debian and Ubuntu: apt-get install python3-venv',
    });
    await pipInstall(made, requirements('uv.txt'));
    await addRuntimeClient(made, {
      client: requirements('runtime-client.txt'),
      sdk: requirements('runtime-sdk.txt'),
    });
    stamp(join(made, mark), digest());
    replace(made);
  },
};

/** @param {string} made */
const replace = (made) => {
  const old = join(folder, `python-tools.${process.pid}.old`);
  if (existsSync(home)) renameSync(home, old);
  renameSync(made, home);
  rmSync(old, { recursive: true, force: true });
};

/** Deletes what a killed setup left behind. */
const removeLeftovers = () => {
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    if (/^python-tools\.\d+\.(new|old)$/.test(name))
      rmSync(join(folder, name), { recursive: true, maxRetries: 5 });
  }
};
