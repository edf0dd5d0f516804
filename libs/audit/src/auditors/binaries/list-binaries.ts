import { closeSync, fstatSync, openSync } from 'node:fs';
import { runtimeFacts, runtimeLibraries } from '@layerkit/platform-resolution/runtimes';
import pMap from 'p-map';
import { type FileWindow, openWindow } from '@layerkit/zip/files';
import { type BinaryFacts, parseExtensionName, readBinary, type ReadingFor } from '@layerkit/binary-formats';
import type { AuditedFile, AuditSubject } from '../../subject/subject.ts';
import { recallHeaders, type ReadFile } from './recall-headers.ts';
import { findCandidates, mayBeBinary } from './candidates.ts';
import { packedSource } from './bytes/packed-source.ts';
import { readWheelTags, type WheelTags } from './wheel-tags.ts';

/**
 * Returns the binaries of a layer, sorted by path, with the facts in their headers and the wheels they came
 * from. Files are unpacked as streams, no further than their last table. The answer is cached per subject.
 */
export const listBinaries = (subject: AuditSubject): Promise<readonly BinaryFacts[]> => {
  const known = answers.get(subject);
  if (known !== undefined) return known;
  const answer = subject.contents === 'too-large' ? Promise.resolve([]) : readBinaries(subject);
  answers.set(subject, answer);
  return answer;
};

const answers = new WeakMap<AuditSubject, Promise<readonly BinaryFacts[]>>();

const readBinaries = async (subject: AuditSubject): Promise<readonly BinaryFacts[]> => {
  const fd = openSync(subject.zipPath, 'r');
  try {
    const { size } = fstatSync(fd);
    const zip = openWindow(fd, size);
    const found = await findHeaders(subject, zip, openWindow(fd, size, Buffer.allocUnsafe(512)));
    const owners = new Set(found.flatMap(({ file }) => subject.ownerOf(file.path) ?? []));
    const wheelTags = await readWheelTags(subject, owners);
    return found
      .map((binary) => describe(binary, subject.ownerOf(binary.file.path), wheelTags))
      .sort((a, b) => (a.path < b.path ? -1 : 1));
  } finally {
    closeSync(fd);
  }
};

/** @param glances a window that reads little at a time */
const findHeaders = async (
  subject: AuditSubject,
  zip: FileWindow,
  glances: FileWindow,
): Promise<readonly ReadFile[]> => {
  const { knownBinaries: store } = subject;
  if (store === undefined) return readAll(subject, zip, findCandidates(glances, subject.files));
  const { known, unknown } = await recallHeaders(store, subject.files.filter(mayBeBinary), zip);
  const read = await readAll(subject, zip, findCandidates(glances, [...unknown.keys()]));
  const headersOf = new Map(read.map(({ file, headers }) => [file, headers]));
  await store.keep(
    [...unknown]
      .map(([file, key]) => ({ file, key, headers: headersOf.get(file) ?? null }))
      .filter(({ headers }) => headers?.damage === undefined),
  );
  return [...known, ...read];
};

const readAll = async (
  subject: AuditSubject,
  zip: FileWindow,
  candidates: readonly AuditedFile[],
): Promise<readonly ReadFile[]> => {
  const target = targetVersions(subject);
  // The largest files come first, so that no thread ends with a large one.
  const ordered = [...candidates].sort((a, b) => b.packed.compressedBytes - a.packed.compressedBytes);
  const found = await pMap(ordered, (file) => readHeaders(file, zip, target), { concurrency: inFlight });
  return found.filter((binary) => binary !== undefined);
};

/** zlib’s number of threads. More would only use more memory. */
const inFlight = 4;

type TargetVersions = Pick<ReadingFor, 'glibc' | 'glibcxx' | 'cxxabi'>;

const targetVersions = ({ target }: AuditSubject): TargetVersions => {
  const { major, minor } = runtimeFacts(target.runtime).glibc;
  const { glibcxx, cxxabi } = runtimeLibraries(target);
  return { glibc: `${String(major)}.${String(minor)}`, glibcxx, cxxabi };
};

const readHeaders = async (
  file: AuditedFile,
  zip: FileWindow,
  target: TargetVersions,
): Promise<ReadFile | undefined> => {
  const source = packedSource(() => zip, file.packed);
  const name = parseExtensionName(file.path);
  const isModule = name?.tag !== undefined;
  try {
    const headers = await readBinary(source, {
      ...target,
      isModule,
      ...(name === undefined || isModule ? {} : { module: name.module }),
    });
    return headers && { file, headers };
  } finally {
    source.close();
  }
};

const describe = (
  { file: { path, packed }, headers }: ReadFile,
  owner: string | undefined,
  wheelTags: WheelTags,
): BinaryFacts => {
  const tag = parseExtensionName(path)?.tag;
  const isModule = tag !== undefined || path.endsWith('.pyd');
  return {
    path,
    ...headers,
    kind: isModule ? 'extension module' : headers.kind,
    bytes: packed.unpackedBytes,
    wheelTags: owner === undefined ? [] : wheelTags(owner),
    ...(owner === undefined ? {} : { package: owner }),
    ...(tag === undefined ? {} : { pythonTag: tag }),
  };
};
