import { LayerkitError } from '@layerkit/failure';
import { firstProblems, formatZipProblem, quoteName } from '@layerkit/zip';
import { packagesFolderOf } from '@layerkit/platform-resolution/layout';
import type { OpenedSubject } from '../../subject/opened-subject.ts';

/** Returns whether a path is one of these places or below one. */
export const isAt = (path: string, places: readonly string[]): boolean =>
  places.some((place) => path === place || path.startsWith(`${place}/`));

/**
 * Checks a zip that layerkit has written: a strict reader accepts it, and all its files are in the runtime’s
 * folder or at their places beside it.
 * @throws LayerkitError archive/invalid with every problem, layer/empty
 */
export const checkStructure = ({ zipPath, entries, problems, target, places }: OpenedSubject): void => {
  const folder = packagesFolderOf(target.runtime);
  const outside = entries
    .map(({ name }) => name)
    .filter((name) => name.endsWith('/') || !(name.startsWith(folder) || isAt(name, places)));
  if (problems.length + outside.length > 0)
    throw new LayerkitError({
      code: 'archive/invalid',
      message: `${zipPath} is not a valid layer`,
      problems: [
        ...firstProblems(problems.map(formatZipProblem)),
        ...firstProblems(outside.map((name) => `${quoteName(name)} is not a file below ${folder}`)),
      ],
      hint: 'Build it again. If that does not help, report a bug in layerkit.',
    });
  if (entries.length === 0)
    throw new LayerkitError({
      code: 'layer/empty',
      message: `${zipPath} has no files`,
      hint: 'Build it again.',
    });
};
