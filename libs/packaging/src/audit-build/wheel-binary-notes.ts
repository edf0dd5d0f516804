import type { Sha256 } from '@layerkit/artifact/digest';
import { formatTarget, type Target } from '@layerkit/platform-resolution';
import type { WheelNotes } from '@layerkit/wheels/store';
import type { KnownBinaries, KnownHeaders } from '@layerkit/audit/subject';
import type { WheelOf } from './wheels-by-path.ts';

/**
 * Returns the name under which the store keeps the headers of a wheel’s binaries for a target. Raise the number
 * when the same bytes would give other headers. A test compares it with the code that reads them.
 */
export const binariesNoteName = (target: Target): string =>
  `binaries-2-${formatTarget(target).replace('/', '-')}`;

export interface BinaryNotesRequest {
  readonly wheelOf: WheelOf;
  readonly notes: WheelNotes;
  readonly target: Target;
}

/** Reads and stores the headers of binaries as wheel facts of the planned layer’s wheels. */
export const wheelBinaryNotes = ({ wheelOf, notes, target }: BinaryNotesRequest): KnownBinaries => {
  const name = binariesNoteName(target);
  const known = new Map<Sha256, Row[]>();
  return {
    async recall(files) {
      const wheels = [...new Set(files.flatMap(({ path }) => wheelOf(path) ?? []))];
      const texts = await Promise.all(wheels.map((wheel) => notes.recall(wheel, name)));
      for (const [at, wheel] of wheels.entries()) known.set(wheel, parse(texts[at]));
      return new Map([...known.values()].flat());
    },
    async keep(found) {
      const changed = new Set<Sha256>();
      for (const { file, key, headers } of found) {
        const wheel = wheelOf(file.path);
        if (wheel === undefined) continue;
        known.set(wheel, [...(known.get(wheel) ?? []), [key, headers]]);
        changed.add(wheel);
      }
      for (const wheel of changed) await notes.keep(wheel, name, JSON.stringify(known.get(wheel)));
    },
  };
};

type Row = readonly [key: string, headers: KnownHeaders];

const parse = (text: string | undefined): Row[] =>
  // eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- sealed, and its name says its format
  text === undefined ? [] : (JSON.parse(text) as Row[]);
