import { posix } from 'node:path';
import { runtimeLibraries, runtimePrograms } from '@layerkit/platform-resolution/runtimes';
import { groupBy } from '@layerkit/zip';
import { readAuditedFiles } from '../../subject/read-audited-files.ts';
import type { AuditSubject, Auditor } from '../../subject/subject.ts';
import { findSystemCalls, marks, type SystemCall } from './find-system-calls.ts';
import { libraryFinding, programFinding, type MissingInFile } from './system-findings.ts';
import { libraryStem } from './system-names.ts';

/**
 * Reports libraries and programs of the operating system that Python code asks for by name and that neither the layer
 * nor the runtime has. No header of a file names them, so a layer works on a machine that has them and fails on Lambda.
 */
export const auditSystem: Auditor = async (subject) => {
  const found = await missingIn(subject);
  const ofKind = (kind: SystemCall['kind']): readonly MissingInFile[] =>
    found
      .map(({ path, calls }) => ({ path, calls: calls.filter((call) => call.kind === kind) }))
      .filter(({ calls }) => calls.length > 0);
  const byOwner = groupBy(ofKind('program'), ({ path }) => subject.ownerOf(path) ?? '');
  return [
    ...ofKind('library').map((file) => libraryFinding(file, subject)),
    ...[...byOwner.values()].map((files) => programFinding(files, subject)),
  ];
};

const missingIn = async (subject: AuditSubject): Promise<readonly MissingInFile[]> => {
  const isThere = openSystem(subject);
  const sources = subject.files.filter(
    ({ path, packed }) =>
      path.endsWith('.py') && !isForDevelopers.test(path) && packed.unpackedBytes <= mostBytes,
  );
  const found: MissingInFile[] = [];
  for await (const { file, content } of readAuditedFiles(subject, sources)) {
    if (content === undefined || !marks.some((mark) => content.includes(mark))) continue;
    const calls = findSystemCalls(content.toString()).filter(
      ({ kind, names }) => !names.some((name) => isThere[kind](name)),
    );
    if (calls.length > 0) found.push({ path: file.path, calls });
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
};

/** Larger files are not hand-written sources. */
const mostBytes = 1 << 22;

/** Tests, examples and programs for developers, which functions don’t run. */
const isForDevelopers =
  /(?:^|\/)_?(?:tests?|testing|examples?|benchmarks?)\/|(?:^|\/)(?:test_[^/]*|conftest|setup)\.py$/;

/** Returns whether the layer or the runtime has a library or a program. A library’s file may have a hash in its name. */
const openSystem = ({
  files,
  target,
}: AuditSubject): Readonly<Record<SystemCall['kind'], (name: string) => boolean>> => {
  const { present, unproven } = runtimeLibraries(target);
  const names = [...files.map(({ path }) => posix.basename(path)), ...present, ...unproven];
  const stems = new Set(names.filter((name) => name.includes('.so')).map(libraryStem));
  const carried = new Set(files.map(({ path }) => path).filter((path) => path.startsWith('bin/')));
  return {
    library: (name) => stems.has(name) || [...stems].some((stem) => stem.startsWith(`${name}-`)),
    program: (name) =>
      runtimePrograms.has(name) || /^(?:python|pip)[\d.]*$/.test(name) || carried.has(`bin/${name}`),
  };
};
