import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ImportedModule } from '@layerkit/artifact/verification';
import { z } from 'zod';
import { stopKinds, type ProbeRun, type ProbeTask, type Spent, type StopKind } from './probe.ts';

const lineSchema = z.union([
  z.strictObject({ begins: z.string() }),
  z.strictObject({
    module: z.string(),
    imported: z.boolean(),
    seconds: z.number().nonnegative(),
    memoryBytes: z.number().int().nonnegative().optional(),
    version: z.string().optional(),
    file: z.string().optional(),
    outside: z.array(z.string()).optional(),
    error: z.string().optional(),
    spent: z.record(z.string(), z.tuple([z.number(), z.number()])).optional(),
    stopped: z.enum(stopKinds).optional(),
  }),
]);

type ReportLine = z.infer<typeof lineSchema>;

/** How a supervisor ended. */
export interface ProbeEnd {
  /** Whether it was killed because it reported nothing for longer than one import may take. */
  readonly timedOut: boolean;
  readonly code?: number | undefined;
  readonly signal?: string | undefined;
  readonly lastWords: string;
}

export interface SignedReport {
  readonly text: string;
  /** The key that was given to the supervisor, in hexadecimal. */
  readonly key: string;
}

/**
 * Returns the results in a supervisor’s report, including the module that its interpreter stopped at. Accepts only
 * lines that the supervisor signed, about the modules of the task, each once and in order. Any other line is
 * the failure of the module that was being imported, and nothing after it counts.
 */
export const readReport = (report: SignedReport, task: ProbeTask, end: ProbeEnd): ProbeRun => {
  const wanted = [...task.modules, ...task.submodules];
  const finished: ImportedModule[] = [];
  const spent = new Map<string, Spent>();
  const stoppedAt = (module: string, stoppedBy: StopKind, error: string, seconds = 0): ProbeRun => {
    const stopped = { module, imported: false, seconds, error: withLastLine(error, end.lastWords) };
    return { finished, stopped, stoppedBy, spent, lastWords: end.lastWords };
  };
  let begun: string | undefined;
  // The text after the last line break is a line that the supervisor could not complete.
  for (const [number, text] of report.text.split('\n').slice(0, -1).entries()) {
    const line = readLine(text, number, report.key);
    const next = wanted[finished.length];
    if (line !== undefined && 'begins' in line && begun === undefined && line.begins === next) begun = next;
    else if (line !== undefined && !('begins' in line) && begun !== undefined && line.module === begun) {
      const { spent: more = {}, stopped, ...result } = line;
      if (stopped !== undefined) return stoppedAt(begun, stopped, result.error ?? stopped, result.seconds);
      for (const [module, [seconds, bytes]] of Object.entries(more)) book(spent, module, { seconds, bytes });
      finished.push(result);
      begun = undefined;
    } else {
      const named = begun ?? next;
      if (named === undefined) return { finished, stoppedBy: 'misbehaved', spent, lastWords: end.lastWords };
      return stoppedAt(named, 'misbehaved', 'wrote to the report of the imports');
    }
  }
  if (begun === undefined) return { finished, spent, lastWords: end.lastWords };
  return end.timedOut
    ? stoppedAt(begun, 'timed-out', `did not finish within ${task.secondsPerModule} seconds`)
    : stoppedAt(begun, 'ended', `ended the probe with ${end.signal ?? `exit code ${end.code ?? 'unknown'}`}`);
};

/** Returns a line of the report, or undefined if the supervisor did not sign it or it has no valid content. */
const readLine = (text: string, number: number, key: string): ReportLine | undefined => {
  const content = text.slice(65);
  const code = createHmac('sha256', Buffer.from(key, 'hex')).update(`${number} ${content}`).digest('hex');
  const signature = Buffer.from(text.slice(0, 65));
  const expected = Buffer.from(`${code} `);
  if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) return undefined;
  try {
    return lineSchema.safeParse(JSON.parse(content)).data;
  } catch {
    return undefined;
  }
};

/** Adds time and memory to the total of a module. */
export const book = (spent: Map<string, Spent>, module: string, more: Spent): void => {
  const { seconds, bytes } = spent.get(module) ?? { seconds: 0, bytes: 0 };
  spent.set(module, { seconds: seconds + more.seconds, bytes: bytes + more.bytes });
};

const withLastLine = (error: string, lastWords: string): string => {
  const lastLine = lastWords.trim().split('\n').at(-1)?.slice(0, 1000);
  return lastLine === undefined || lastLine === '' ? error : `${error}: ${lastLine}`;
};
