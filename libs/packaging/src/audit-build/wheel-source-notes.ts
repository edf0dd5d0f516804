import type { Sha256 } from '@layerkit/artifact/digest';
import type { KnownSources, SystemCall } from '@layerkit/audit/subject';
import type { WheelNotes } from '@layerkit/wheels/store';
import type { WheelOf } from './wheels-by-path.ts';

export interface SourceNotesRequest {
  readonly wheelOf: WheelOf;
  readonly notes: WheelNotes;
}

/**
 * The name under which the store keeps the calls in a wheel’s sources. Raise the number when the same source would
 * give other calls. A test compares it with the code that finds them.
 */
export const sourcesNoteName = 'sources-1';

/** Reads and stores the calls in a wheel’s sources by path. The digest of the wheel vouches for what is at a path. */
export const wheelSourceNotes = ({ wheelOf, notes }: SourceNotesRequest): KnownSources => {
  const known = new Map<Sha256, Map<string, readonly SystemCall[]>>();
  const callsOf = (wheel: Sha256) => known.get(wheel) ?? new Map<string, readonly SystemCall[]>();
  return {
    async recall(files) {
      const wheels = [...new Set(files.flatMap(({ path }) => wheelOf(path) ?? []))];
      const texts = await Promise.all(wheels.map((wheel) => notes.recall(wheel, sourcesNoteName)));
      for (const [at, wheel] of wheels.entries()) known.set(wheel, new Map(parse(texts[at])));
      return new Map(
        files.flatMap((file) => {
          const wheel = wheelOf(file.path);
          const calls = wheel === undefined ? undefined : callsOf(wheel).get(file.path);
          return calls === undefined ? [] : [[file, calls] as const];
        }),
      );
    },
    async keep(searched) {
      const changed = new Set<Sha256>();
      for (const { file, calls } of searched) {
        const wheel = wheelOf(file.path);
        if (wheel === undefined) continue;
        known.set(wheel, callsOf(wheel).set(file.path, calls));
        changed.add(wheel);
      }
      for (const wheel of changed)
        await notes.keep(wheel, sourcesNoteName, JSON.stringify([...callsOf(wheel)]));
    },
  };
};

type Row = readonly [path: string, calls: readonly SystemCall[]];

const parse = (text: string | undefined): readonly Row[] =>
  // eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- sealed, and its name says its format
  text === undefined ? [] : (JSON.parse(text) as Row[]);
