import { type Sha256, sha256Of } from '@layerkit/artifact/digest';
import type { AuditedFile, KnownSources, SystemCall } from '@layerkit/audit/subject';
import type { WheelNotes } from '@layerkit/wheels/store';
import { groupBy } from '@layerkit/zip';
import type { WheelOf } from './wheels-by-path.ts';

export interface SourceNotesRequest {
  readonly wheelOf: WheelOf;
  readonly notes: WheelNotes;
}

/**
 * The name under which the store keeps the calls in a wheel’s sources. Raise the number when the same source would
 * give other calls. A test compares it with the code that finds them.
 */
export const sourcesNoteName = 'sources-2';

/**
 * Reads and stores the calls in a wheel’s sources. The digest of the wheel vouches for what is at a path. A note is for all
 * files of the wheel that a layer has: if pruning leaves other ones, they are searched again.
 */
export const wheelSourceNotes = ({ wheelOf, notes }: SourceNotesRequest): KnownSources => {
  const pathsOf = new Map<Sha256, Sha256>();
  return {
    async recall(files) {
      const ofWheels = [...groupBy(files, ({ path }) => wheelOf(path))];
      const recalled = await Promise.all(
        ofWheels.map(async ([wheel, members]) => {
          if (wheel === undefined) return { unknown: members, searched: [] };
          const paths = sha256Of(members.map(({ path }) => path).join('\n'));
          pathsOf.set(wheel, paths);
          const note = parse(await notes.recall(wheel, sourcesNoteName));
          return note?.paths === paths
            ? { unknown: [], searched: searchedIn(members, note) }
            : { unknown: members, searched: [] };
        }),
      );
      return {
        unknown: recalled.flatMap(({ unknown }) => unknown),
        searched: recalled.flatMap(({ searched }) => searched),
      };
    },
    async keep(searched) {
      for (const [wheel, members] of groupBy(searched, ({ file }) => wheelOf(file.path))) {
        const paths = wheel === undefined ? undefined : pathsOf.get(wheel);
        if (wheel === undefined || paths === undefined) continue;
        const calls = members
          .filter((source) => source.calls.length > 0)
          .map((source) => [source.file.path, source.calls] as const);
        const note: Note = { paths, calls };
        await notes.keep(wheel, sourcesNoteName, JSON.stringify(note));
      }
    },
  };
};

interface Note {
  /** The digest of the paths of all files that were searched. */
  readonly paths: Sha256;
  readonly calls: readonly (readonly [path: string, calls: readonly SystemCall[]])[];
}

const searchedIn = (files: readonly AuditedFile[], { calls }: Note) => {
  const byPath = new Map(calls);
  return files.flatMap((file) => {
    const found = byPath.get(file.path);
    return found === undefined ? [] : [{ file, calls: found }];
  });
};

const parse = (text: string | undefined): Note | undefined =>
  // eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- sealed, and its name says its format
  text === undefined ? undefined : (JSON.parse(text) as Note);
