import { formatNumber } from '@layerkit/failure';
import type { Finding } from '@layerkit/artifact/finding';
import { groupBy } from '@layerkit/zip';
import { listExamples } from '../../findings/examples.ts';
import type { AuditSubject, Distribution } from '../../subject/subject.ts';

/** Returns findings for paths that two distributions claim: the layer has only one of the two files. */
export const auditSharedPaths = ({ distributions }: AuditSubject): readonly Finding[] => {
  const first = new Map<string, Distribution>();
  const shared: SharedPath[] = [];
  for (const two of distributions)
    for (const path of two.record ?? []) {
      const one = first.get(path);
      if (one === undefined) first.set(path, two);
      else if (one.name !== two.name && !path.endsWith('.pyc'))
        shared.push({ path, one, two, differs: differs(path, one, two) });
    }
  return [...groupBy(shared, keyOf).values()].map(describe);
};

interface SharedPath {
  readonly path: string;
  readonly one: Distribution;
  readonly two: Distribution;
  readonly differs: boolean;
}

const differs = (path: string, one: Distribution, two: Distribution): boolean => {
  const [a, b] = [one.digests.get(path), two.digests.get(path)];
  return a !== undefined && b !== undefined && a !== b;
};

const keyOf = ({ one, two, differs: differ }: SharedPath): string =>
  `${one.name} ${two.name} ${String(differ)}`;

const describe = (shared: readonly [SharedPath, ...SharedPath[]]): Finding => {
  const [{ path, one, two, differs: differ }] = shared;
  const paths = shared.map((found) => found.path);
  const what = paths.length === 1 ? path : `${formatNumber(paths.length)} files (${listExamples(paths)})`;
  return {
    code: 'shadowing/shared-path',
    severity: differ ? 'error' : 'note',
    path,
    package: two.name,
    message: `${one.name} ${one.version} and ${two.name} ${two.version} both own ${what}, ${differ ? 'with different contents; one file was overwritten' : 'with the same content'}`,
    hint: differ
      ? 'Leave out one of the two: they can’t be installed together.'
      : 'No action needed: packages of one namespace often share such files.',
  };
};
