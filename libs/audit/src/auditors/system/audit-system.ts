import { posix } from 'node:path';
import { runtimeLibraries, runtimePrograms } from '@layerkit/platform-resolution/runtimes';
import { groupBy } from '@layerkit/zip';
import { compareUnits } from '@layerkit/zip/writing';
import type { SearchedSource, SystemCall } from '../../subject/known-sources.ts';
import { readAuditedFiles } from '../../subject/read-audited-files.ts';
import type { AuditedFile, AuditSubject, Auditor } from '../../subject/subject.ts';
import { findSystemCalls, marks } from './find-system-calls.ts';
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
  const searched = await searchAll(subject);
  const calls = searched.flatMap(({ file, calls }) => calls.map((call) => ({ ...call, path: file.path })));
  if (calls.length === 0) return [];
  const isThere = openSystem(subject);
  return calls
    .filter(({ kind, names }) => !names.some((name) => isThere[kind](name)))
    .sort((a, b) => compareUnits(a.path, b.path) || a.line - b.line);
};

/** Returns the calls in all sources that can be read. Reads and searches only those that aren’t known. */
const searchAll = async (subject: AuditSubject): Promise<readonly SearchedSource[]> => {
  const python = subject.files.filter(({ path }) => path.endsWith('.py'));
  const { unknown, searched: known } = (await subject.knownSources?.recall(python)) ?? {
    unknown: python,
    searched: [],
  };
  const searched: SearchedSource[] = [];
  for await (const { file, content } of readAuditedFiles(subject, unknown.filter(isSearched)))
    if (content !== undefined) searched.push({ file, calls: search(content) });
  await subject.knownSources?.keep(searched);
  return [...known, ...searched];
};

const isSearched = ({ path, packed }: AuditedFile): boolean =>
  packed.unpackedBytes <= mostBytes && !isForDevelopers.test(path);

const search = (content: Buffer): readonly SystemCall[] =>
  marks.some((mark) => content.includes(mark)) ? findSystemCalls(content.toString()) : [];

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
  const own = files.map(({ path }) => path).filter((path) => path.includes('.so'));
  const names = [...own.map((path) => posix.basename(path)), ...present, ...unproven];
  const stems = new Set(names.filter((name) => name.includes('.so')).map(libraryStem));
  const carried = new Set(files.map(({ path }) => path).filter((path) => path.startsWith('bin/')));
  return {
    library: (name) => stems.has(name) || [...stems].some((stem) => stem.startsWith(`${name}-`)),
    program: (name) =>
      runtimePrograms.has(name) || /^(?:python|pip)[\d.]*$/.test(name) || carried.has(`bin/${name}`),
  };
};
