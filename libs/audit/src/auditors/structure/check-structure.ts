import { LayerkitError } from '@layerkit/failure';
import { formatZipProblem, quoteName } from '@layerkit/zip';
import { packagesFolderOf } from '@layerkit/platform-resolution';
import type { OpenedSubject } from '../../subject/opened-subject.ts';

/**
 * Holds a zip that layerkit itself has written to what it always writes: nothing that a strict reader would
 * refuse, and files in the runtime’s folder only.
 * @throws LayerkitError archive/invalid with every problem, layer/empty
 */
export const checkStructure = ({ zipPath, entries, problems, target }: OpenedSubject): void => {
  const folder = packagesFolderOf(target.runtime);
  const outside = entries
    .map(({ name }) => name)
    .filter((name) => name.endsWith('/') || !name.startsWith(folder));
  if (problems.length + outside.length > 0)
    throw new LayerkitError({
      code: 'archive/invalid',
      message: `${zipPath} is no sound layer`,
      problems: [
        ...problems.map(formatZipProblem),
        ...outside.map((name) => `${quoteName(name)} is not a file below ${folder}`),
      ],
      hint: 'Build it again; if that does not help, this is a defect of layerkit.',
    });
  if (entries.length === 0)
    throw new LayerkitError({
      code: 'layer/empty',
      message: `${zipPath} has no files`,
      hint: 'Build it again.',
    });
};
