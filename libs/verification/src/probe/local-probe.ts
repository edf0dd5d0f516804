import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { ExecutionEnvironment } from '@layerkit/execution-environment';
import type { Probe } from './probe.ts';
import { parseLine, readLines, type ProbeLine } from './read-lines.ts';

/** Milliseconds that a copy of the interpreter has to end itself before the interpreter is killed. */
const grace = 2000;

export interface LocalProbeOptions {
  /** Whether the layer contains bytecode, so that Python looks for it there, as on Lambda. */
  readonly bytecode?: boolean;
}

/** Returns a probe that runs in an environment on this host. */
export const localProbe =
  (environment: ExecutionEnvironment, { bytecode = false }: LocalProbeOptions = {}): Probe =>
  async (task) => {
    const { secondsPerModule, budgetSeconds, ...names } = task;
    const source = await readFile(new URL('./python/_layerkit_probe.py', import.meta.url), 'utf8');
    const { tmp, opt } = environment.paths;
    const running = environment.spawn(['-c', source], {
      // The layer is read-only: without its own cache folder each interpreter would compile every module again.
      env: { HOME: tmp, TMPDIR: tmp, ...(bytecode ? {} : { PYTHONPYCACHEPREFIX: `${tmp}/pycache` }) },
      cwd: tmp,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const { stdin, stdout, stderr } = running.child;
    if (stdin === null || stdout === null || stderr === null) throw new Error('the probe has no pipes');
    // An interpreter that ends before it reads prints the reason to standard error.
    stdin.on('error', () => undefined);
    stdin.end(JSON.stringify({ ...names, layer: opt, seconds: secondsPerModule, budget: budgetSeconds }));
    const words = lastWords(stderr);
    const watch = watchdog(secondsPerModule * 1000 + grace, () => void running.kill());
    const lines = await collectLines(stdout, watch.reset);
    watch.stop();
    const { code, signal } = await running.exited;
    return readLines(lines, {
      timedOut: watch.barked(),
      code,
      signal,
      silence: watch.silence(),
      lastWords: words(),
      secondsPerModule,
    });
  };

const collectLines = async (stdout: Readable, onLine: () => void): Promise<readonly ProbeLine[]> => {
  const lines: ProbeLine[] = [];
  for await (const text of createInterface({ input: stdout })) {
    onLine();
    lines.push(parseLine(JSON.parse(text)));
  }
  return lines;
};

const lastWords = (stderr: Readable): (() => string) => {
  let text = '';
  stderr.setEncoding('utf8').on('data', (more: string) => (text = (text + more).slice(-4000)));
  return () => text;
};

const watchdog = (milliseconds: number, bark: () => void) => {
  let barked = false;
  let heard = performance.now();
  let silence = 0;
  const timer = setTimeout(() => {
    barked = true;
    bark();
  }, milliseconds);
  return {
    reset: () => {
      heard = performance.now();
      timer.refresh();
    },
    stop: () => {
      silence = (performance.now() - heard) / 1000;
      clearTimeout(timer);
    },
    silence: () => silence,
    barked: () => barked,
  };
};
