import type { ImportedModule } from '@layerkit/artifact';
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

/** One line of the probe, as it came. */
export type ProbeLine = z.infer<typeof lineSchema>;

export const parseLine = (value: unknown): ProbeLine => lineSchema.parse(value);

/** How an interpreter came to its end. */
export interface ProbeEnd {
  /** It was ended for saying nothing for longer than one import may take. */
  readonly timedOut: boolean;
  readonly code?: number | undefined;
  readonly signal?: string | undefined;
  /** Seconds since its last line. */
  readonly silence: number;
  readonly lastWords: string;
  readonly secondsPerModule: number;
}

/** Makes results of an interpreter’s lines, the module that it ended at among them. */
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

/** Adds to what is booked on a module. */
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
