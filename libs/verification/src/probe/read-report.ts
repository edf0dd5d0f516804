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
  const run = { finished, spent, lastWords: end.lastWords };
  const stoppedAt = (module: string, { kind, error, seconds = 0 }: Stop): ProbeRun => {
    const stopped = { module, imported: false, seconds, error: withLastLine(error, end.lastWords) };
    return { ...run, stopped, stoppedBy: kind };
  };
  let begun: string | undefined;
  // The text after the last line break is a line that the supervisor could not complete.
  for (const [number, text] of report.text.split('\n').slice(0, -1).entries()) {
    const line = readLine(text, number, report.key);
    const next = wanted[finished.length];
    if (line !== undefined && 'begins' in line && begun === undefined && line.begins === next) begun = next;
    else if (line !== undefined && !('begins' in line) && begun !== undefined && line.module === begun) {
      const { spent: more = {}, stopped, ...result } = line;
      if (stopped !== undefined)
        return stoppedAt(begun, { kind: stopped, error: result.error ?? stopped, seconds: result.seconds });
      for (const [module, [seconds, bytes]] of Object.entries(more)) book(spent, module, { seconds, bytes });
      finished.push(result);
      begun = undefined;
    } else {
      const named = begun ?? next;
      if (named === undefined) return { ...run, stoppedBy: 'misbehaved' };
      return stoppedAt(named, { kind: 'misbehaved', error: 'wrote to the report of the imports' });
    }
  }
  return begun === undefined ? run : stoppedAt(begun, endOf(task, end));
};

interface Stop {
  readonly kind: StopKind;
  readonly error: string;
  readonly seconds?: number;
}

/** Returns how the end of the supervisor stopped the import of a module. */
const endOf = ({ secondsPerModule }: ProbeTask, { timedOut, code, signal }: ProbeEnd): Stop =>
  timedOut
    ? { kind: 'timed-out', error: `did not finish within ${secondsPerModule} seconds` }
    : { kind: 'ended', error: `ended the probe with ${signal ?? `exit code ${code ?? 'unknown'}`}` };

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
