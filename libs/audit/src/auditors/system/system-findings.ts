import type { Finding } from '@layerkit/artifact/finding';
import { commonPath, listExamples } from '../../findings/examples.ts';
import type { SystemCall } from '../../subject/known-sources.ts';
import type { AuditSubject } from '../../subject/subject.ts';

/** A call whose library or program neither the layer nor the runtime has. */
export interface MissingCall extends SystemCall {
  readonly path: string;
}

/** Calls in one file. */
type CallsInFile = readonly [MissingCall, ...MissingCall[]];

/** Returns the warning about the libraries that a file loads by name. */
export const libraryFinding = (
  calls: CallsInFile,
  { target, role = 'layer', ownerOf }: AuditSubject,
): Finding => {
  const [{ path }] = calls;
  const wanted = nameOnce(calls, ({ line }) => `line ${line}`);
  return {
    code: 'system/missing-library',
    severity: 'warning',
    path,
    package: ownerOf(path),
    message: `loads ${listExamples(wanted)} by name; neither the ${role} nor ${target.runtime} has ${itOrThem(wanted)}`,
    hint:
      'Use a build of the package that includes the library; many packages have one as an extra or under the name ' +
      'NAME-binary. Ignore this if the function works without it.',
  };
};

/** Returns the warning about the programs that importing a file runs. */
export const importedProgramFinding = (
  calls: CallsInFile,
  { target, role = 'layer', ownerOf }: AuditSubject,
): Finding => {
  const [{ path }] = calls;
  const wanted = nameOnce(calls, ({ line }) => `line ${line}`);
  return {
    code: 'system/missing-program',
    severity: 'warning',
    path,
    package: ownerOf(path),
    message: `runs ${listExamples(wanted)} when it is imported; neither the ${role} nor ${target.runtime} has ${itOrThem(wanted)}`,
    hint: putProgram,
  };
};

/** Returns the only note about programs that code runs later, because most layers have such code and never run it. */
export const laterProgramsNote = (
  calls: readonly MissingCall[],
  { target, role = 'layer' }: AuditSubject,
): Finding => {
  const wanted = nameOnce(calls, ({ path, line }) => `${path}:${line}`);
  return {
    code: 'system/missing-program',
    severity: 'note',
    path: commonPath([...new Set(calls.map(({ path }) => path))]),
    message: `may run ${listExamples(wanted, mostPrograms)}; neither the ${role} nor ${target.runtime} has ${itOrThem(wanted)}`,
    hint: `No action needed if the function does not call this code. ${putProgram}`,
  };
};

const mostPrograms = 10;

const putProgram =
  'Put the program, built for Amazon Linux, into bin/ of a layer with "files" in layer.json: /opt/bin is on PATH.';

const itOrThem = ({ length }: readonly string[]): string => (length === 1 ? 'it' : 'them');

/** Names each once, with its first place: `libpq (line 74)`. */
const nameOnce = (
  calls: readonly MissingCall[],
  placeOf: (call: MissingCall) => string,
): readonly string[] => {
  const found = new Map<string, string>();
  for (const call of calls) {
    const name = call.names.join(' or ');
    if (!found.has(name)) found.set(name, placeOf(call));
  }
  return [...found].map(([name, place]) => `${name} (${place})`);
};
