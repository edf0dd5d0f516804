import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf } from '@layerkit/failure';
import { makeOwnedFolder, removeFolder } from '@layerkit/temporary-files';
import { baseVariables } from './base-variables.ts';
import { startProcess } from '../process/start-process.ts';
import type { Interpreter } from '../interpreter/interpreter.ts';
import { makeSharedFolder } from './scratch.ts';
import type { Layout, PrepareIsolation, PreparedIsolation } from '../isolation/isolation.ts';

const check = readFileSync(new URL('./try_isolation.py', import.meta.url), 'utf8');

/** Runs Python in this isolation as a trial. Returns why it doesn’t work, or undefined. */
export const tryIsolation = async (
  prepare: PrepareIsolation,
  interpreter: Interpreter,
  { network = true }: { readonly network?: boolean | undefined } = {},
): Promise<string | undefined> => {
  const scratch = await makeOwnedFolder('try');
  try {
    return await run(await prepare({ ...(await smallLayout(scratch, interpreter)), network }));
  } catch (cause) {
    return messageOf(cause);
  } finally {
    await removeFolder(scratch);
  }
};

const smallLayout = async (scratch: string, interpreter: Interpreter): Promise<Omit<Layout, 'network'>> => {
  const layers = ['first', 'second'].map((name) => join(scratch, `layer-${name}`));
  for (const layer of layers) {
    await mkdir(layer);
    await writeFile(join(layer, layer.endsWith('first') ? 'first' : 'second'), '');
  }
  const tmp = await makeSharedFolder(scratch, 'tmp');
  return { interpreter, layers, task: undefined, runtime: [], tmp, scratch };
};

const run = async (isolation: PreparedIsolation): Promise<string | undefined> => {
  const { opt, tmp } = isolation.paths;
  const started = startProcess(
    isolation,
    {
      command: [isolation.python, '-I', '-S', '-c', check, opt, tmp],
      env: baseVariables(isolation.paths),
      cwd: '/',
    },
    ['ignore', 'ignore', 'pipe'],
  );
  let complaint = '';
  started.child.stderr?.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  const exit = await started.exited;
  if (exit.code === 0) return undefined;
  // The last line of a Python traceback is the error.
  const reason = exit.execError ?? complaint.trim().split('\n').at(-1) ?? '';
  return reason === '' ? `ended with ${exit.code ?? exit.signal ?? 'nothing'}` : reason;
};
