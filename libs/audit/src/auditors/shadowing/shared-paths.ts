import { formatNumber } from '@layerkit/failure';
import type { Finding } from '@layerkit/artifact/finding';
import { groupBy } from '@layerkit/zip';
import { listExamples } from '../../findings/examples.ts';
import type { AuditSubject, Distribution } from '../../subject/subject.ts';

/** Returns findings for paths that two distributions claim: the layer has only one of the two files. */
export const auditSharedPaths = ({ distributions, files, pythonRoots }: AuditSubject): readonly Finding[] => {
  const present = new Set(files.map(({ path }) => path));
  const first = new Map<string, Distribution>();
  const shared: SharedPath[] = [];
  for (const two of distributions)
    for (const path of two.record ?? []) {
      const one = first.get(path);
      if (one === undefined) first.set(path, two);
      else if (one.name !== two.name && !path.endsWith('.pyc') && present.has(path))
        shared.push({ path, one, two, differs: differs(path, one, two), isIdle: isIdle(path, pythonRoots) });
    }
  return [...groupBy(shared, keyOf).values()].map(describe);
};

interface SharedPath {
  readonly path: string;
  readonly one: Distribution;
  readonly two: Distribution;
  readonly differs: boolean;
  /** Whether it is a file that few programs use, such as a test. */
  readonly isIdle: boolean;
}

/** Top-level folders and texts of a project’s repository. */
const idle =
  /^(?:(?:tests?|testing|docs?|examples?|benchmarks|scripts)\/|(?:readme|licen[cs]e|copying|notice|authors|changelog|changes|history)(?:[-_. ][\w.-]*)?$)/i;

/** Returns whether a path is a file that few programs use, such as a test. */
export const isIdle = (path: string, pythonRoots: readonly string[]): boolean =>
  pythonRoots.some((root) => path.startsWith(root) && idle.test(path.slice(root.length)));

const differs = (path: string, one: Distribution, two: Distribution): boolean => {
  const [a, b] = [one.digests.get(path), two.digests.get(path)];
  return a !== undefined && b !== undefined && a !== b;
};

const keyOf = (shared: SharedPath): string =>
  `${shared.one.name} ${shared.two.name} ${String(shared.differs)} ${String(shared.isIdle)}`;

const describe = (shared: readonly [SharedPath, ...SharedPath[]]): Finding => {
  const [{ path, one, two, differs: differ, isIdle: idleOnly }] = shared;
  const paths = shared.map((found) => found.path);
  const what = paths.length === 1 ? path : `${formatNumber(paths.length)} files (${listExamples(paths)})`;
  return {
    code: 'shadowing/shared-path',
    severity: !differ ? 'note' : idleOnly ? 'warning' : 'error',
    path,
    package: two.name,
    message: `${one.name} ${one.version} and ${two.name} ${two.version} both own ${what}, ${differ ? 'with different contents; one file was overwritten' : 'with the same content'}`,
    hint: differ
      ? 'Leave out one of the two, or files that nothing imports, with prune.exclude of layer.json.'
      : 'No action needed: packages of one namespace often share such files.',
  };
};
