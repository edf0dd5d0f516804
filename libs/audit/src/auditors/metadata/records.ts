import { formatNumber } from '@layerkit/failure';
import type { Finding, Severity } from '@layerkit/artifact/finding';
import { listExamples } from '../../findings/examples.ts';
import type { AuditSubject, Distribution } from '../../subject/subject.ts';

/** Returns findings for files that RECORD lists and the zip does not have, one per distribution. */
export const auditRecords = ({ files, distributions, dropped }: AuditSubject): readonly Finding[] => {
  const present = new Set(files.map(({ path }) => path));
  return distributions.flatMap((distribution) => {
    const missing = (distribution.record ?? []).filter(
      (path) => !present.has(path) && !dropped.has(path) && !isReported(path, distribution),
    );
    return missing.length === 0 ? [] : [describe(distribution, missing)];
  });
};

/**
 * Returns whether a missing file needs no finding here: Python compiles bytecode again if it can, and a missing
 * METADATA has its own finding.
 */
const isReported = (path: string, { directory }: Distribution): boolean =>
  path.endsWith('.pyc') || path === `${directory}METADATA`;

const describe = (distribution: Distribution, missing: readonly string[]): Finding => {
  const { name, version, directory, record = [] } = distribution;
  const needed = missing.filter((path) => !isDispensable(path, directory));
  const severity: Severity = needed.length > 0 ? 'error' : 'note';
  const shown = needed.length > 0 ? needed : missing;
  const which =
    missing.length === 1
      ? 'a file'
      : `${formatNumber(missing.length)} of ${formatNumber(record.length)} files`;
  return {
    code: 'metadata/files-missing',
    severity,
    path: directory,
    package: name,
    message: `${which} of ${name} ${version} ${missing.length === 1 ? 'is' : 'are'} not in the zip: ${listExamples(shown)}`,
    hint:
      severity === 'error'
        ? 'Prune less: modules, or data that they read, were removed after the package was installed.'
        : 'No action needed: tests, stubs and documentation are not used at run time. If a layerkit build dropped them, keep its manifest.json next to the zip.',
  };
};

/**
 * Returns whether no program loads a file: tests, stubs, sources of compiled modules, documentation, and the
 * files of `.dist-info` that importlib.metadata does not need.
 */
const isDispensable = (path: string, directory: string): boolean => {
  if (path.startsWith(directory)) return !/^entry_points\.txt$/.test(path.slice(directory.length));
  return (
    /\.(?:pyi|pxd|pyx|c|cc|cpp|h|hpp|md|rst|typed|exe|egg-link)$/.test(path) ||
    /(?:^|\/)(?:tests?|testing|docs?|examples?|benchmarks?|samples?)\//.test(path) ||
    /(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest)\.py$/.test(path) ||
    /(?:^|\/)share\/(?:man|doc|info|locale|applications|icons)\//.test(path)
  );
};
