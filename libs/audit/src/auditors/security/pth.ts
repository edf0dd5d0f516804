import type { Finding } from '@layerkit/artifact/finding';
import { folderOf } from '../../layout/roots.ts';
import type { OpenedSubject } from '../../subject/opened-subject.ts';

/**
 * Returns whether Python reads a `.pth` file: it is in a folder that modules are imported from (Python library
 * reference, “site”).
 */
export const isPth = ({ layout }: OpenedSubject, path: string): boolean =>
  path.endsWith('.pth') && layout.imported.includes(folderOf(path));

/**
 * Returns the finding for a `.pth` file, which Python runs at the start of each interpreter, before the
 * function’s code.
 */
export const describePth = (subject: OpenedSubject, path: string, content: string): Finding => {
  const lines = content.split(/\r?\n/).filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const runsCode = lines.some((line) => /^import[ \t]/.test(line));
  const leadsOut = lines.some((line) => line.startsWith('/') && !line.startsWith('/opt/'));
  const name = path.slice(folderOf(path).length);
  const known = isKnown(name) && !leadsOut;
  return {
    code: 'security/pth',
    severity: known ? 'note' : 'warning',
    path,
    package: subject.ownerOf(path),
    message: leadsOut
      ? 'adds a folder of the build machine to sys.path; it is an editable install, and its modules are not in the layer'
      : `${runsCode ? 'runs code' : 'adds to sys.path'} whenever Python starts, before the function${known ? '; this file is well known' : ''}`,
    hint: leadsOut
      ? 'Install the package itself: pip install --target python . (without -e).'
      : known
        ? 'No action needed. Without it, old-style namespace packages or distutils may not be found.'
        : 'Review it, and leave it out if nothing needs it.',
  };
};

/** Returns whether it is setuptools’ shim for distutils, or declares namespace packages from before PEP 420. */
const isKnown = (name: string): boolean => name === 'distutils-precedence.pth' || name.endsWith('-nspkg.pth');
