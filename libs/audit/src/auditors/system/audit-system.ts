import { posix } from 'node:path';
import { runtimeLibraries, runtimePrograms } from '@layerkit/platform-resolution/runtimes';
import { groupBy } from '@layerkit/zip';
import { compareUnits } from '@layerkit/zip/writing';
import { readAuditedFiles } from '../../subject/read-audited-files.ts';
import type { AuditedFile, AuditSubject, Auditor } from '../../subject/subject.ts';
import { findSystemCalls, marks, type SystemCall } from './find-system-calls.ts';
import {
  importedProgramFinding,
  laterProgramsNote,
  libraryFinding,
  type MissingCall,
} from './system-findings.ts';
import { libraryStem } from './system-names.ts';

/**
 * Reports libraries and programs of the operating system that Python code asks for by name and that neither the layer
 * nor the runtime has. No header of a file names them, so a layer works on a machine that has them and fails on Lambda.
 */
export const auditSystem: Auditor = async (subject) => {
  const found = await missingIn(subject);
  const [libraries, programs] = partition(found, ({ kind }) => kind === 'library');
  const [atImport, later] = partition(programs, (call) => call.atImport);
  return [
    ...[...groupBy(libraries, pathOf).values()].map((calls) => libraryFinding(calls, subject)),
    ...[...groupBy(atImport, pathOf).values()].map((calls) => importedProgramFinding(calls, subject)),
    ...(later.length === 0 ? [] : [laterProgramsNote(later, subject)]),
  ];
};

const pathOf = ({ path }: MissingCall): string => path;

const partition = <Item>(
  items: readonly Item[],
  isFirst: (item: Item) => boolean,
): readonly [readonly Item[], readonly Item[]] => [
  items.filter(isFirst),
  items.filter((item) => !isFirst(item)),
];

const missingIn = async (subject: AuditSubject): Promise<readonly MissingCall[]> => {
  const isThere = openSystem(subject);
  const sources = subject.files.filter(
    ({ path, packed }) =>
      path.endsWith('.py') && !isForDevelopers.test(path) && packed.unpackedBytes <= mostBytes,
  );
  const { knownSources: store } = subject;
  const known = await store?.recall(sources);
  const others: AuditedFile[] = [];
  const found: MissingCall[] = [];
  const unread = sources.filter((file) => known?.has(file) !== true);
  for await (const { file, content } of readAuditedFiles(subject, unread)) {
    if (content === undefined) continue;
    if (!marks.some((mark) => content.includes(mark))) {
      others.push(file);
      continue;
    }
    for (const call of findSystemCalls(content.toString()))
      if (!call.names.some((name) => isThere[call.kind](name))) found.push({ ...call, path: file.path });
  }
  await store?.keep(others);
  return found.sort((a, b) => compareUnits(a.path, b.path) || a.line - b.line);
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
