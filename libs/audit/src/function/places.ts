import type { Finding } from '@layerkit/artifact/finding';
import { countFiles } from '../findings/examples.ts';
import { findRootsBelow } from '../layout/roots-below.ts';
import type { OpenedSubject } from '../subject/opened-subject.ts';
import { readAuditedFiles } from '../subject/read-audited-files.ts';

/** Returns warnings for folders of a layer’s layout: a function imports from the root of its zip. */
export const auditPlaces = async (subject: OpenedSubject, handler: string): Promise<readonly Finding[]> => {
  const paths = subject.files.map(({ path }) => path);
  const below = findRootsBelow(paths, ['']).filter(
    (root) => !handler.replaceAll('/', '.').startsWith(root.replaceAll('/', '.')),
  );
  if (below.length === 0 || (await importsPython(subject))) return [];
  return below.map((root) => ({
    code: 'structure/nested-root',
    severity: 'warning',
    path: root,
    message: `has ${countFiles(paths.filter((path) => path.startsWith(root)).length)}, as ${root} of a layer has; ${subject.target.runtime} imports a function’s modules from /var/task itself`,
    hint: `Move the content of ${root} to the root of the function’s sources.`,
  }));
};

/** Returns whether a module imports from a package named `python`. */
const importsPython = async (subject: OpenedSubject): Promise<boolean> => {
  const sources = subject.files.filter(({ path }) => path.endsWith('.py'));
  for await (const { content } of readAuditedFiles(subject, sources))
    if (content !== undefined && /^[ \t]*(?:from|import)[ \t]+python[. \t]/m.test(content.toString('latin1')))
      return true;
  return false;
};
