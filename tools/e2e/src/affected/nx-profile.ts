import { readFile } from 'node:fs/promises';
import { z } from 'zod';

/** One task of a run, in milliseconds since 1970. */
export interface TaskSpan {
  /** `project:target` */
  readonly task: string;
  readonly status: string;
  readonly from: number;
  readonly to: number;
}

/** Times are in microseconds, as in Chrome’s trace event format. */
const profile = z.array(
  z.union([
    z.object({
      ph: z.literal('X'),
      name: z.string(),
      ts: z.number(),
      dur: z.number(),
      args: z.object({ status: z.string() }),
    }),
    z.object({ ph: z.literal('M') }),
  ]),
);

/** Reads the profile that Nx writes if NX_PROFILE names a file (nx.dev, "Environment Variables"). */
export const readProfile = async (path: string): Promise<readonly TaskSpan[]> =>
  profile.parse(JSON.parse(await readFile(path, 'utf8'))).flatMap((event) =>
    event.ph === 'M'
      ? []
      : [
          {
            task: event.name,
            status: event.args.status,
            from: event.ts / 1000,
            to: (event.ts + event.dur) / 1000,
          },
        ],
  );

/** Returns the milliseconds during which at least one of the tasks ran. */
export const busyTime = (spans: readonly TaskSpan[]): number => {
  let busy = 0;
  let until = -Infinity;
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    busy += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return busy;
};
