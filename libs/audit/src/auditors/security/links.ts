import { posix } from 'node:path';
import type { Finding } from '@layerkit/artifact/finding';
import { quoteName } from '@layerkit/zip';
import { folderOf } from '../../layout/roots.ts';
import type { OpenedSubject } from '../../subject/opened-subject.ts';

/** Returns the finding for a link: a warning if it points to something in the layer, otherwise an error. */
export const describeLink = (subject: OpenedSubject, path: string, target: string): Finding => {
  const relative = posix.normalize(posix.join('/opt', folderOf(path), target));
  const destination = posix.isAbsolute(target) ? posix.normalize(target) : relative;
  const inside = destination.startsWith('/opt/') && exists(subject, destination.slice('/opt/'.length));
  return {
    code: 'security/symlink',
    severity: inside ? 'warning' : 'error',
    path,
    package: subject.ownerOf(path),
    message: inside
      ? `is a symbolic link to ${quoteName(target)}; some programs unpack links as text files`
      : `is a symbolic link to ${quoteName(target)}, which is not in the layer`,
    hint: 'Put the file itself into the zip: zip follows links unless you pass -y.',
  };
};

const exists = ({ entries }: OpenedSubject, path: string): boolean => {
  const known = found.get(entries) ?? allPaths(entries);
  found.set(entries, known);
  return known.has(path);
};

/** A cache, because a zip may have thousands of links. */
const found = new WeakMap<OpenedSubject['entries'], ReadonlySet<string>>();

/** Returns the paths of all entries and of the folders around them. */
const allPaths = (entries: OpenedSubject['entries']): ReadonlySet<string> => {
  const paths = new Set<string>();
  for (const { name } of entries)
    for (let at = name.length; at > 0 && !paths.has(name.slice(0, at)); at = name.lastIndexOf('/', at - 1))
      paths.add(name.slice(0, at));
  return paths;
};
