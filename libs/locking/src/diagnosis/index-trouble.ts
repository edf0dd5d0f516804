import { LayerkitError } from '@layerkit/failure';
import { refusedHint, unreachableHint } from '@layerkit/wheels/package-index';
import type { ProjectAnswer } from '../candidates/ask-indexes.ts';

/**
 * Returns the error for indexes that did not answer. An unreachable index always counts. An index that refused counts
 * only if no other index has the project, because some indexes refuse projects that they don't have.
 */
export const indexTrouble = (projects: readonly ProjectAnswer[], cause: Error): LayerkitError | undefined => {
  const failures = projects.flatMap(({ files, failures: all }) =>
    all.filter(({ code }) => code === 'index/unreachable' || files.length === 0),
  );
  const unreachable = failures.some(({ code }) => code === 'index/unreachable');
  const serious = failures.find(({ code }) => !unreachable || code === 'index/unreachable');
  if (serious === undefined) return undefined;
  return new LayerkitError({
    code: unreachable ? 'index/unreachable' : 'index/refused',
    message: unreachable ? 'a package index can’t be reached' : 'a package index refused a request',
    problems: [...new Set(failures.map(({ reason }) => reason))],
    hint: serious.hint ?? (unreachable ? unreachableHint : refusedHint),
    cause,
  });
};
