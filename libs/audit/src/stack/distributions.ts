import { importedFolders } from '@layerkit/platform-resolution/layout';
import { groupBy } from '@layerkit/zip';
import { folderOf } from '../layout/roots.ts';
import type { Distribution } from '../subject/subject.ts';
import type { Stack, StackZip } from './stack.ts';

/** A distribution whose metadata remains after the merge. */
export interface Copy {
  readonly zip: StackZip;
  readonly distribution: Distribution;
  /** The place of its folder on sys.path, 0 for the function’s. */
  readonly rank: number;
}

/** The copies of one distribution in a stack. */
export interface Copies {
  readonly name: string;
  /** The copy whose modules Python imports: in the first folder on sys.path, from the last layer. */
  readonly winner: Copy;
  /** The others in the winner’s folder. importlib.metadata may find any of these, or the winner. */
  readonly rivals: readonly Copy[];
  /** Those in later folders on sys.path. */
  readonly hidden: readonly Copy[];
}

/**
 * Returns the distributions of a stack by name. Metadata at the same path is overwritten, so only the last one remains.
 * The order of the folders is that of Lambda’s Python runtimes: /var/task, site-packages of /opt, /opt/python.
 */
export const findCopies = ({ target, code, layers }: Stack): readonly Copies[] => {
  const [packages = '', sitePackages = ''] = importedFolders(target.runtime);
  const remaining = new Map<string, Copy>();
  const collect = (zip: StackZip, folders: readonly string[], where: string): void => {
    for (const distribution of zip.subject.distributions) {
      const rank = folders.indexOf(folderOf(distribution.directory));
      if (rank >= 0) {
        // A later layer’s copy counts as the last one, so it moves to the end
        remaining.delete(where + distribution.directory);
        remaining.set(where + distribution.directory, { zip, distribution, rank });
      }
    }
  };
  if (code !== undefined) collect(code, [''], '/var/task/');
  for (const zip of layers) collect(zip, ['/', sitePackages, packages], '/opt/');
  return [...groupBy([...remaining.values()], ({ distribution }) => distribution.name)].map(copiesOf);
};

const copiesOf = ([name, all]: readonly [string, readonly [Copy, ...Copy[]]]): Copies => {
  const first = Math.min(...all.map(({ rank }) => rank));
  const together = all.filter(({ rank }) => rank === first);
  const winner = together.at(-1) ?? all[0];
  return {
    name,
    winner,
    rivals: together.slice(0, -1),
    hidden: all.filter(({ rank }) => rank !== first),
  };
};
