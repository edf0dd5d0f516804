import type { Finding } from '@layerkit/artifact';
import { folderOf } from '../../layout/roots.ts';
import type { OpenedSubject } from '../../subject/opened-subject.ts';

/** Only those that lie where modules are imported from are read (Python library reference, "site"). */
export const isPth = ({ layout }: OpenedSubject, path: string): boolean =>
  path.endsWith('.pth') && layout.imported.includes(folderOf(path));

/** What a `.pth` file does at the start of each interpreter, before the function’s own code. */
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
      ? 'adds a folder of the machine it was made on to sys.path: an editable install, whose modules are not in the layer'
      : `${runsCode ? 'runs code' : 'adds to sys.path'} at every start of Python, before the function${known ? '; this one is known' : ''}`,
    hint: leadsOut
      ? 'Install the package itself: pip install --target python . (without -e).'
      : known
        ? 'Nothing to do; without it, old-style namespace packages or distutils may not be found.'
        : 'Read it, and leave it out if nothing needs it.',
  };
};

/** setuptools’ shim for distutils, and namespace packages of before PEP 420. */
const isKnown = (name: string): boolean => name === 'distutils-precedence.pth' || name.endsWith('-nspkg.pth');
