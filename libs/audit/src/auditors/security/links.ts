import { posix } from 'node:path';
import type { Finding } from '@layerkit/artifact';
import { quoteName } from '@layerkit/zip';
import { folderOf } from '../../layout/roots.ts';
import type { OpenedSubject } from '../../subject/opened-subject.ts';

/** A link is a warning where it leads to something in the layer, an error where it leads out of it or nowhere. */
export const describeLink = (subject: OpenedSubject, path: string, target: string): Finding => {
  const destination = posix.normalize(posix.join('/opt', folderOf(path), target));
  const place = posix.isAbsolute(target) ? posix.normalize(target) : destination;
  const inside = place.startsWith('/opt/') && exists(subject, place.slice('/opt/'.length));
  return {
    code: 'security/symlink',
    severity: inside ? 'warning' : 'error',
    path,
    package: subject.ownerOf(path),
    message: inside
      ? `a symbolic link to ${quoteName(target)}: not every unpacker makes links, some write a text file in their place`
      : `a symbolic link to ${quoteName(target)}, which is not in the layer`,
    hint: 'Put the file itself into the zip: zip follows links unless told not to (-y).',
  };
};

const exists = ({ entries }: OpenedSubject, place: string): boolean =>
  entries.some(({ name }) => name === place || name.startsWith(`${place}/`));
