import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { ImportedModule } from '@layerkit/artifact';
import type { ExecutionEnvironment } from '@layerkit/execution-environment';
import { z } from 'zod';

export interface ProbeRun {
  readonly finished: readonly ImportedModule[];
  /** The module whose import ended the interpreter or did not end in time, and how that went. */
  readonly stopped?: ImportedModule;
  /** The last lines on standard error, for the case that nothing was even begun. */
  readonly lastWords: string;
}

export interface ProbeRequest {
  readonly environment: ExecutionEnvironment;
  readonly modules: readonly string[];
  /** Imported after the modules, each in a copy of the interpreter. */
  readonly submodules: readonly string[];
  /** What did not import in an interpreter before: nothing below it is tried. */
  readonly failed: readonly string[];
  /** For each single import. */
  readonly secondsPerModule: number;
}

const line = z.union([
  z.strictObject({ begins: z.string() }),
  z.strictObject({
    module: z.string(),
    imported: z.boolean(),
    seconds: z.number(),
    version: z.string().optional(),
    error: z.string().optional(),
  }),
]);

/** Milliseconds: a copy of the interpreter ends itself before the interpreter is ended. */
const grace = 2000;

/** Lets one interpreter import modules until all are through or one of them stops it. */
export const runProbe = async (request: ProbeRequest): Promise<ProbeRun> => {
  const { environment, secondsPerModule, ...task } = request;
  const source = await readFile(new URL('./probe.py', import.meta.url), 'utf8');
  const { tmp } = environment.paths;
  const running = environment.spawn(['-c', source], {
    // the layer is read-only: without a place of its own each interpreter would compile every module anew
    env: { HOME: tmp, TMPDIR: tmp, PYTHONPYCACHEPREFIX: `${tmp}/pycache` },
    cwd: tmp,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const { stdin, stdout, stderr } = running.child;
  if (stdin === null || stdout === null || stderr === null) throw new Error('the probe has no pipes');
  const root = `${environment.paths.opt}/python`;
  // an interpreter that never got to reading says why on standard error
  stdin.on('error', () => undefined);
  stdin.end(JSON.stringify({ ...task, root, seconds: secondsPerModule }));
  const words = lastWords(stderr);
  const watch = watchdog(secondsPerModule * 1000 + grace, () => void running.kill());
  const state = await readResults(stdout, watch.reset);
  watch.stop();
  const exit = await running.exited;
  const how = watch.barked()
    ? `did not finish within ${secondsPerModule} seconds`
    : `ended the interpreter with ${exit.signal ?? `exit code ${exit.code ?? 'unknown'}`}`;
  return { finished: state.finished, ...stoppedModule(state, how, words()), lastWords: words() };
};

interface Reading {
  readonly finished: ImportedModule[];
  begun?: { readonly module: string; readonly at: number };
}

const readResults = async (stdout: Readable, onLine: () => void): Promise<Reading> => {
  const state: Reading = { finished: [] };
  for await (const text of createInterface({ input: stdout })) {
    onLine();
    const found = line.parse(JSON.parse(text));
    if ('begins' in found) state.begun = { module: found.begins, at: performance.now() };
    else {
      delete state.begun;
      state.finished.push(found);
    }
  }
  return state;
};

const stoppedModule = ({ begun }: Reading, how: string, words: string): { stopped?: ImportedModule } => {
  if (begun === undefined) return {};
  const seconds = (performance.now() - begun.at) / 1000;
  const lastLine = words.trim().split('\n').at(-1);
  const error = lastLine === undefined || lastLine === '' ? how : `${how}: ${lastLine}`;
  return { stopped: { module: begun.module, imported: false, seconds, error } };
};

const lastWords = (stderr: Readable): (() => string) => {
  let text = '';
  stderr.setEncoding('utf8').on('data', (more: string) => (text = (text + more).slice(-4000)));
  return () => text;
};

const watchdog = (milliseconds: number, bark: () => void) => {
  let barked = false;
  const timer = setTimeout(() => {
    barked = true;
    bark();
  }, milliseconds);
  return {
    reset: () => void timer.refresh(),
    stop: () => {
      clearTimeout(timer);
    },
    barked: () => barked,
  };
};
