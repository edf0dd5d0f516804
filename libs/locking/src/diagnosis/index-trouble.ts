import { LayerkitError } from '@layerkit/failure';
import { refusedHint, unreachableHint } from '@layerkit/wheels';
import type { ProjectAnswer } from '../candidates/ask-indexes.ts';

/**
 * The error for indexes that can't be asked. One that can't be reached may have anything; one that refused
 * counts for a project that no other index has (some refuse what they don't have).
 */
export const indexTrouble = (projects: readonly ProjectAnswer[], cause: Error): LayerkitError | undefined => {
  const failures = projects.flatMap(({ files, failures: all }) =>
    all.filter(({ code }) => code === 'index/unreachable' || files.length === 0),
  );
  const unreachable = failures.some(({ code }) => code === 'index/unreachable');
  if (failures.length === 0) return undefined;
  return new LayerkitError({
    code: unreachable ? 'index/unreachable' : 'index/refused',
    message: unreachable ? 'a package index can’t be reached' : 'a package index refuses to answer',
    problems: [...new Set(failures.map(({ reason }) => reason))],
    hint: unreachable ? unreachableHint : refusedHint,
    cause,
  });
};
