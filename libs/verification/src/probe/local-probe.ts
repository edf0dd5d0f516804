import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { ExecutionEnvironment } from '@layerkit/execution-environment';
import type { ImportLimits } from '../import-limits.ts';
import type { Probe } from './probe.ts';
import { readReport } from './read-report.ts';

/** Milliseconds that the supervisor has to report a module that did not finish in time. */
const grace = 4000;

/** Milliseconds for the interpreters to start on a busy host, before the first module. */
const longestStart = 34_000;

/** The length of a report, in bytes, after which a new interpreter continues, and after which it is ended. */
const reportBytes = { enough: 16 << 20, most: 32 << 20 };

export interface LocalProbeOptions {
  /** Whether the layer contains bytecode, so that Python looks for it there, as on Lambda. */
  readonly bytecode?: boolean;
  readonly limits: ImportLimits;
}

/** Returns a probe that runs in an environment on this host, which has the {@link probeFolder} in its runtime. */
export const localProbe =
  (environment: ExecutionEnvironment, { bytecode = false, limits }: LocalProbeOptions): Probe =>
  async (task) => {
    const { secondsPerModule, budgetSeconds, ...names } = task;
    const key = randomBytes(32).toString('hex');
    const { python, paths, variables } = environment;
    const running = environment.spawnCommand(
      [...python, '-I', join(paths.runtime, '_layerkit_supervisor.py')],
      {
        // Without the layer’s libraries, which only the importer gets.
        env: { LD_LIBRARY_PATH: `${paths.lang}/lib`, HOME: paths.tmp, TMPDIR: paths.tmp },
        cwd: paths.tmp,
        stdio: ['pipe', 'pipe', 'pipe'],
      },
    );
    const { stdin, stdout, stderr } = running.child;
    if (stdin === null || stdout === null || stderr === null) throw new Error('the probe has no pipes');
    // A supervisor that ends before it reads prints the reason to standard error.
    stdin.on('error', () => undefined);
    const cache = bytecode ? {} : { PYTHONPYCACHEPREFIX: `${paths.tmp}/pycache` };
    stdin.end(
      JSON.stringify({
        ...names,
        key,
        command: environment.pythonCommand([join(paths.runtime, '_layerkit_probe.py')]),
        environment: { ...variables, ...cache },
        layer: paths.opt,
        path: null,
        seconds: secondsPerModule,
        budget: budgetSeconds,
        bytes: reportBytes.enough,
        ownCode: environment.ownCode,
        limits: limitsOf(limits, environment),
      }),
    );
    const words = lastWords(stderr);
    const perModule = secondsPerModule * 1000 + grace;
    const watch = watchdog(
      { first: Math.max(perModule, longestStart), then: perModule },
      () => void running.kill(),
    );
    const text = await collect(stdout, () => watch.reset());
    watch.stop();
    const { code, signal } = await running.exited;
    return readReport({ text, key }, task, { timedOut: watch.barked(), code, signal, lastWords: words() });
  };

/** Returns the limits as the supervisor takes them. */
const limitsOf = ({ memoryMb, tmpMb, processes }: ImportLimits, { paths }: ExecutionEnvironment): object => ({
  memoryMb,
  tasks: processes,
  tmp: paths.tmp,
  tmpMb,
});

/** Returns the start of a stream’s text, at most as long as a report may be. */
const collect = async (stdout: Readable, onText: () => void): Promise<string> => {
  let text = '';
  for await (const more of stdout.setEncoding('utf8')) {
    onText();
    if (text.length < reportBytes.most) text += String(more);
  }
  return text;
};

const lastWords = (stderr: Readable): (() => string) => {
  let text = '';
  stderr.setEncoding('utf8').on('data', (more: string) => (text = (text + more).slice(-4000)));
  return () => text;
};

/** Calls `bark` if the first reset, or the next one, does not come within these milliseconds. */
const watchdog = (milliseconds: { readonly first: number; readonly then: number }, bark: () => void) => {
  let barked = false;
  const start = (after: number): NodeJS.Timeout =>
    setTimeout(() => {
      barked = true;
      bark();
    }, after);
  let timer = start(milliseconds.first);
  return {
    reset: () => {
      clearTimeout(timer);
      timer = start(milliseconds.then);
    },
    stop: () => clearTimeout(timer),
    barked: () => barked,
  };
};
