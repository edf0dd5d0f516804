import type { Finding } from '@layerkit/artifact/finding';
import { sayOfEach } from '../../findings/of-each.ts';
import { isDirectory } from '../../opening/open-subject.ts';
import type { OpenedSubject } from '../../subject/opened-subject.ts';

/** Returns one finding for all files whose path is also the folder of other entries. Programs can unpack only one of the two. */
export const nameClashes = ({ files, entries }: OpenedSubject): readonly Finding[] => {
  const folders = new Set<string>();
  const add = (folder: string): void => {
    for (let at = folder; at !== '' && !folders.has(at); at = parentOf(at)) folders.add(at);
  };
  for (const { path } of files) add(parentOf(path));
  for (const { name, mode } of entries) if (isDirectory(name, mode)) add(name.replace(/\/$/, ''));
  const clashing = files.map(({ path }) => path).filter((path) => folders.has(path));
  if (clashing.length === 0) return [];
  return [
    {
      code: 'archive/invalid',
      severity: 'error',
      ...sayOfEach(
        clashing,
        'is a file, and also a folder of other entries; only one of them can be unpacked',
      ),
      hint: 'Zip the folder again, and start with a new zip: zip -r adds to an old one.',
    },
  ];
};

const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
