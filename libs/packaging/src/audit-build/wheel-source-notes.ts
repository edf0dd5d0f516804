import { sha256Of, type Sha256 } from '@layerkit/artifact/digest';
import type { LayerPlan } from '@layerkit/assembly';
import { type KnownSources, systemMarks } from '@layerkit/audit/subject';
import { groupBy } from '@layerkit/zip';
import type { WheelNotes } from '@layerkit/wheels/store';
import { wheelsByPath } from './wheels-by-path.ts';

export interface SourceNotesRequest {
  readonly plan: Pick<LayerPlan, 'entries' | 'packages'>;
  readonly notes: WheelNotes;
}

/** The name under which the store keeps the sources of a wheel. It changes with what they were searched for. */
export const sourcesNoteName = `sources-${sha256Of(systemMarks.join('\n')).slice(0, 12)}`;

/** Reads and stores the paths of a wheel’s known sources. The digest of the wheel vouches for what is at a path. */
export const wheelSourceNotes = ({ plan, notes }: SourceNotesRequest): KnownSources => {
  const wheelOf = wheelsByPath(plan);
  const known = new Map<Sha256, ReadonlySet<string>>();
  const wheelsOf = (paths: readonly string[]) => new Set(paths.flatMap((path) => wheelOf(path) ?? []));
  return {
    async recall(files) {
      await Promise.all(
        [...wheelsOf(files.map(({ path }) => path))].map(async (wheel) =>
          known.set(wheel, parse(await notes.recall(wheel, sourcesNoteName))),
        ),
      );
      const isKnown = (path: string, wheel = wheelOf(path)) =>
        wheel !== undefined && known.get(wheel)?.has(path) === true;
      return new Set(files.filter(({ path }) => isKnown(path)));
    },
    async keep(files) {
      const paths = files.map(({ path }) => path);
      for (const [wheel, found] of groupBy(paths, wheelOf))
        if (wheel !== undefined)
          await notes.keep(wheel, sourcesNoteName, JSON.stringify([...(known.get(wheel) ?? []), ...found]));
    },
  };
};

const parse = (text: string | undefined): ReadonlySet<string> =>
  // eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- sealed, and its name says its format
  new Set(text === undefined ? [] : (JSON.parse(text) as string[]));
