import type { ImportedModule } from '@layerkit/artifact/verification';
import { z } from 'zod';
import type { ProbeRun, Spent } from './probe.ts';

const lineSchema = z.union([
  z.strictObject({ begins: z.string() }),
  z.strictObject({
    module: z.string(),
    imported: z.boolean(),
    seconds: z.number(),
    memoryBytes: z.number().optional(),
    version: z.string().optional(),
    file: z.string().optional(),
    outside: z.array(z.string()).optional(),
    error: z.string().optional(),
    spent: z.record(z.string(), z.tuple([z.number(), z.number()])).optional(),
  }),
]);

/** One line of the probe’s output. */
export type ProbeLine = z.infer<typeof lineSchema>;

export const parseLine = (value: unknown): ProbeLine => lineSchema.parse(value);

/** How an interpreter ended. */
export interface ProbeEnd {
  /** Whether it was killed because it wrote nothing for longer than one import may take. */
  readonly timedOut: boolean;
  readonly code?: number | undefined;
  readonly signal?: string | undefined;
  /** The seconds since its last line. */
  readonly silence: number;
  readonly lastWords: string;
  readonly secondsPerModule: number;
}

/** Converts the lines of an interpreter to results, including the module that it ended at. */
export const readLines = (lines: readonly ProbeLine[], end: ProbeEnd): ProbeRun => {
  const finished: ImportedModule[] = [];
  const spent = new Map<string, Spent>();
  let begun: string | undefined;
  for (const line of lines) {
    if ('begins' in line) begun = line.begins;
    else {
      const { spent: more = {}, ...result } = line;
      for (const [module, [seconds, bytes]] of Object.entries(more)) book(spent, module, { seconds, bytes });
      finished.push(result);
      begun = undefined;
    }
  }
  const stopped = begun === undefined ? {} : { stopped: stoppedModule(begun, end) };
  return { finished, ...stopped, spent, lastWords: end.lastWords };
};

/** Adds time and memory to the total of a module. */
export const book = (spent: Map<string, Spent>, module: string, more: Spent): void => {
  const { seconds, bytes } = spent.get(module) ?? { seconds: 0, bytes: 0 };
  spent.set(module, { seconds: seconds + more.seconds, bytes: bytes + more.bytes });
};

const stoppedModule = (module: string, end: ProbeEnd): ImportedModule => {
  const how = end.timedOut
    ? `did not finish within ${end.secondsPerModule} seconds`
    : `ended the interpreter with ${end.signal ?? `exit code ${end.code ?? 'unknown'}`}`;
  const lastLine = end.lastWords.trim().split('\n').at(-1);
  const error = lastLine === undefined || lastLine === '' ? how : `${how}: ${lastLine}`;
  return { module, imported: false, seconds: end.silence, error };
};
