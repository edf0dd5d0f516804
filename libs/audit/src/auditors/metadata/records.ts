import type { Finding, Severity } from '@layerkit/artifact';
import { count, listExamples } from '../../findings/examples.ts';
import type { AuditSubject, Distribution } from '../../subject/subject.ts';

/** Files that a RECORD names and the zip has not, a finding for each distribution. */
export const auditRecords = ({ files, distributions, dropped }: AuditSubject): readonly Finding[] => {
  const present = new Set(files.map(({ path }) => path));
  return distributions.flatMap((distribution) => {
    const missing = (distribution.record ?? []).filter(
      (path) => !present.has(path) && !dropped.has(path) && !isReported(path, distribution),
    );
    return missing.length === 0 ? [] : [describe(distribution, missing)];
  });
};

/** Bytecode is made anew or not at all; a METADATA that is gone is a finding of its own. */
const isReported = (path: string, { directory }: Distribution): boolean =>
  path.endsWith('.pyc') || path === `${directory}METADATA` || path === `${directory}RECORD`;

const describe = (distribution: Distribution, missing: readonly string[]): Finding => {
  const { name, version, directory, record = [] } = distribution;
  const needed = missing.filter((path) => !isDispensable(path, directory));
  const severity: Severity = needed.length > 0 ? 'error' : 'note';
  const shown = needed.length > 0 ? needed : missing;
  const which = missing.length === 1 ? 'a file' : `${count(missing.length)} of ${count(record.length)} files`;
  return {
    code: 'metadata/files-missing',
    severity,
    path: directory,
    package: name,
    message: `${which} of ${name} ${version} ${missing.length === 1 ? 'is' : 'are'} not in the zip: ${listExamples(shown)}`,
    hint:
      severity === 'error'
        ? 'Prune less: modules, and data that they read, were removed after the package was installed.'
        : 'Tests, stubs and documentation are not missed at run time. A build that left them out on purpose names them in its manifest.json, where that lies beside the zip.',
  };
};

/**
 * What no program loads: tests, stubs, sources of compiled modules, documentation, and of .dist-info what
 * importlib.metadata does not need.
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
