import type { Finding } from '@layerkit/artifact/finding';
import { commonPath, listExamples } from '../../findings/examples.ts';
import type { AuditSubject } from '../../subject/subject.ts';
import type { SystemCall } from './find-system-calls.ts';

/** The calls in a file whose library or program is missing. */
export interface MissingInFile {
  readonly path: string;
  readonly calls: readonly SystemCall[];
}

/** Returns the warning about the libraries that a file loads by name. */
export const libraryFinding = (
  { path, calls }: MissingInFile,
  { target, ownerOf }: AuditSubject,
): Finding => {
  const wanted = nameOnce(calls.map(({ names, line }) => [names.join(' or '), `line ${line}`]));
  return {
    code: 'system/missing-library',
    severity: 'warning',
    path,
    package: ownerOf(path),
    message: `loads ${listExamples(wanted)} by name; neither the layer nor ${target.runtime} has ${wanted.length === 1 ? 'it' : 'them'}`,
    hint:
      'Use a build of the package that includes the library, or put a build for Amazon Linux into lib/ of a layer: ' +
      '/opt/lib is on LD_LIBRARY_PATH. Ignore this if the function works without it.',
  };
};

/** Returns the finding about the programs that a package runs. It is a note unless one is run by an import. */
export const programFinding = (
  files: readonly [MissingInFile, ...MissingInFile[]],
  { target, ownerOf }: AuditSubject,
): Finding => {
  const calls = files.flatMap(({ path, calls }) => calls.map((call) => ({ ...call, path })));
  const wanted = nameOnce(calls.map(({ names, path, line }) => [names.join(' or '), `${path}:${line}`]));
  return {
    code: 'system/missing-program',
    severity: calls.some(({ atImport }) => atImport) ? 'warning' : 'note',
    path: commonPath(files.map(({ path }) => path)),
    package: ownerOf(files[0].path),
    message: `may run ${listExamples(wanted)}; neither the layer nor ${target.runtime} has ${wanted.length === 1 ? 'it' : 'them'}`,
    hint:
      'No action needed if the function does not call this code. Otherwise put the program, built for Amazon Linux, ' +
      'into bin/ of a layer: /opt/bin is on PATH.',
  };
};

/** Names each once, with its first place: `libpq (line 74)`. */
const nameOnce = (found: readonly (readonly [name: string, place: string])[]): readonly string[] =>
  [...new Map(found.toReversed())].toReversed().map(([name, place]) => `${name} (${place})`);
