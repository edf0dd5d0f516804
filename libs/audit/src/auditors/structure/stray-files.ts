import type { Finding } from '@layerkit/artifact/finding';
import { groupBy } from '@layerkit/zip';
import { foreignFolders, layerFolders } from '@layerkit/platform-resolution/layout';
import { commonPath, countFiles, listExamples } from '../../findings/examples.ts';
import type { OpenedSubject } from '../../subject/opened-subject.ts';
import { isAt } from './check-structure.ts';
import { baseOf, finderFolder, isModule, topOf } from '../../layout/roots.ts';

/**
 * Returns a finding for files outside the folders that a Lambda runtime uses, except misplaced files that
 * already have a finding.
 */
export const strayFiles = (subject: OpenedSubject): readonly Finding[] => {
  const { layout, files, target, places } = subject;
  const reported = [
    ...layerFolders,
    ...layout.misplaced.map(({ folder }) => (folder === '' ? '' : topOf(folder))),
    ...layout.virtualEnvironments,
  ];
  const stray = files
    .map(({ path }) => path)
    .filter(
      (path) =>
        !reported.some((folder) => path.startsWith(folder)) && !isFinderFile(path) && !isAt(path, places),
    );
  const useless = foreignOnly(subject);
  if (stray.length === 0) return useless === undefined ? [] : [useless];
  const tops = [...groupBy(stray, topOf).keys()];
  const used = files.some(({ path }) => layerFolders.some((folder) => path.startsWith(folder)));
  return [
    {
      code: 'structure/wrong-root',
      severity: !stray.some(isModule) ? 'note' : used || !stray.some(isPython) ? 'warning' : 'error',
      path: tops.length === 1 ? tops[0] : undefined,
      message: `${countFiles(stray.length)} at the root of the zip (${listExamples(tops)}) will be in /opt itself; ${target.runtime} uses only python/, lib/, bin/ and extensions/`,
      hint: stray.some(isModule)
        ? 'Put modules into python/, shared libraries into lib/ and programs into bin/: with requirements, sources and files of layer.json. Leave out the rest.'
        : 'No action needed for programs and data that code finds by their paths below /opt. Leave out the rest.',
    },
  ];
};

/** Other files with modules may be libraries of a program that code runs by its path. */
const isPython = (path: string): boolean => /\.pyc?$/.test(path);

/** Returns a finding if the zip has only folders that runtimes of other languages use. */
const foreignOnly = ({ files, target }: OpenedSubject): Finding | undefined => {
  const tops = [...new Set(files.map(({ path }) => topOf(path)))];
  if (tops.length === 0 || !tops.every((top) => foreignFolders.includes(top))) return undefined;
  return {
    code: 'structure/wrong-root',
    severity: 'note',
    path: tops.length === 1 ? tops[0] : undefined,
    message: `the zip has only ${listExamples(tops)}, which ${target.runtime} does not use`,
    hint: 'Audit it for the runtime that it was made for, or put Python modules into python/.',
  };
};

/** Returns one finding for all files that macOS adds to folders and zips. */
export const finderFiles = ({ files }: OpenedSubject): readonly Finding[] => {
  const found = files.map(({ path }) => path).filter(isFinderFile);
  if (found.length === 0) return [];
  return [
    {
      code: 'structure/wrong-root',
      severity: 'note',
      path: commonPath(found),
      message: `macOS added ${countFiles(found.length)} that Lambda does not use: ${listExamples(found)}`,
      hint: 'Zip with zip -r -X layer.zip python -x "*.DS_Store" instead of the Finder.',
    },
  ];
};

const isFinderFile = (path: string): boolean => {
  const name = baseOf(path);
  return name.startsWith('._') || name === '.DS_Store' || path.startsWith(finderFolder);
};
