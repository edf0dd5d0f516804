import type { Finding } from '@layerkit/artifact';
import { groupBy } from '@layerkit/zip';
import { foreignFolders, layerFolders } from '@layerkit/platform-resolution';
import { commonPath, countFiles, listExamples } from '../../findings/examples.ts';
import type { OpenedSubject } from '../../subject/opened-subject.ts';
import { baseOf, finderFolder, isModule, topOf } from '../../layout/roots.ts';

/** What lies in none of the folders that a Lambda runtime looks into, and in no wrong place told already. */
export const strayFiles = (subject: OpenedSubject): readonly Finding[] => {
  const { layout, files, target } = subject;
  const told = [
    ...layerFolders,
    ...layout.misplaced.map(({ folder }) => (folder === '' ? '' : topOf(folder))),
    ...layout.virtualEnvironments,
  ];
  const stray = files
    .map(({ path }) => path)
    .filter((path) => !told.some((folder) => path.startsWith(folder)) && !isFinderFile(path));
  const useless = foreignOnly(subject);
  if (stray.length === 0) return useless === undefined ? [] : [useless];
  const tops = [...groupBy(stray, topOf).keys()];
  const used = files.some(({ path }) => layerFolders.some((folder) => path.startsWith(folder)));
  return [
    {
      code: 'structure/wrong-root',
      severity: !used ? 'error' : stray.some(isModule) ? 'warning' : 'note',
      path: tops.length === 1 ? tops[0] : undefined,
      message: `${countFiles(stray.length)} at the root of the zip (${listExamples(tops)}) will lie in /opt, where ${target.runtime} doesn’t look; it looks into python/, lib/, bin/ and extensions/`,
      hint: 'Modules belong into python/, shared libraries into lib/, programs into bin/; leave the rest out.',
    },
  ];
};

/** What only other languages’ runtimes look into. */
const foreignOnly = ({ files, target }: OpenedSubject): Finding | undefined => {
  const tops = [...new Set(files.map(({ path }) => topOf(path)))];
  if (tops.length === 0 || !tops.every((top) => foreignFolders.includes(top))) return undefined;
  return {
    code: 'structure/wrong-root',
    severity: 'error',
    path: tops.length === 1 ? tops[0] : undefined,
    message: `the zip has ${listExamples(tops)} only, which ${target.runtime} doesn’t look into`,
    hint: 'Audit it for the runtime it was made for, or put Python modules into python/.',
  };
};

/** What macOS adds to folders and zips: one finding for all of it. */
export const finderFiles = ({ files }: OpenedSubject): readonly Finding[] => {
  const found = files.map(({ path }) => path).filter(isFinderFile);
  if (found.length === 0) return [];
  return [
    {
      code: 'structure/wrong-root',
      severity: 'note',
      path: commonPath(found),
      message: `${countFiles(found.length)} that macOS added (${listExamples(found)}) have no use in Lambda`,
      hint: 'Zip with zip -r -X layer.zip python -x "*.DS_Store" rather than with the Finder.',
    },
  ];
};

const isFinderFile = (path: string): boolean => {
  const name = baseOf(path);
  return name.startsWith('._') || name === '.DS_Store' || path.startsWith(finderFolder);
};
