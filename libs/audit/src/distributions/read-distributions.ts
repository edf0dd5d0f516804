import { normalizeProjectName } from '@layerkit/platform-resolution/requirements';
import { type CoreMetadata, parseEntryPoints, parseMetadata, parseRecord } from '@layerkit/wheels/metadata';
import type { AuditedContent } from '../subject/read-audited-files.ts';
import type { AuditedFile, Distribution } from '../subject/subject.ts';
import { findMetadataDirectories, type MetadataDirectory } from './metadata-directories.ts';

/** Unpacks files. Each content is valid until the next one is requested, and undefined if the file is damaged. */
export type ReadFiles = (files: readonly AuditedFile[]) => AsyncIterable<AuditedContent>;

export interface DistributionsRequest {
  readonly files: readonly AuditedFile[];
  /** Folders that packages were installed into, each with a `/` at its end. */
  readonly pythonRoots: readonly string[];
}

/**
 * Reads the metadata of a layer’s distributions from their `.dist-info`, or from the `.egg-info` of older
 * tools, sorted by directory. Only the few necessary files are unpacked.
 */
export const readDistributions = async (
  { files, pythonRoots }: DistributionsRequest,
  read: ReadFiles,
): Promise<readonly Distribution[]> => {
  const directories = findMetadataDirectories(files, pythonRoots);
  const wanted = directories.flatMap((directory) => [...directory.files.values()]);
  const texts = new Map<string, Parts>();
  const parsers = new Map(directories.flatMap((directory) => parsersOf(directory)));
  const tooLong = new Set<string>();
  let lines = 0;
  for await (const { file, content } of read(wanted)) {
    const parse = parsers.get(file.path);
    if (parse === undefined || content === undefined) continue;
    const more = countLines(content);
    if (lines + more > mostLines) {
      tooLong.add(file.path);
      continue;
    }
    lines += more;
    texts.set(parse.directory, { ...texts.get(parse.directory), ...parse.parts(content) });
  }
  return directories.map((directory) => describe(directory, texts.get(directory.path) ?? {}, tooLong));
};

/** The lines of all metadata together. A layer of Lambda’s size has up to two hundred thousand. */
const mostLines = 400_000;

const countLines = (content: Buffer): number => {
  let lines = 1;
  for (let at = content.indexOf(newline); at >= 0; at = content.indexOf(newline, at + 1)) lines += 1;
  return lines;
};

const newline = 0x0a;

/** The facts read from one directory. */
type Parts = Partial<
  Pick<Distribution, 'record' | 'digests' | 'entryPoints' | 'topLevel'> & { readonly metadata: CoreMetadata }
>;

interface Parser {
  readonly directory: string;
  readonly parts: (content: Buffer) => Parts;
}

const parsersOf = (directory: MetadataDirectory): readonly (readonly [string, Parser])[] =>
  [...directory.files].map(([name, file]) => [
    file.path,
    { directory: directory.path, parts: (content: Buffer) => parsePart(name, content, directory) },
  ]);

const parsePart = (name: string, content: Buffer, { root, name: directory }: MetadataDirectory): Parts => {
  switch (name) {
    case 'RECORD': {
      const recorded = parseRecord(content.toString(), root, directory);
      const digests = recorded.filter(({ digest }) => digest !== '');
      return {
        record: recorded.map(({ path }) => path),
        digests: new Map(digests.map(({ path, digest }) => [path, digest])),
      };
    }
    case 'entry_points.txt':
      return { entryPoints: parseEntryPoints(content.toString()) };
    case 'top_level.txt':
      return { topLevel: content.toString().split(/\s+/).filter(Boolean) };
    default:
      return { metadata: parseMetadata(content) };
  }
};

const describe = (directory: MetadataDirectory, parts: Parts, tooLong: ReadonlySet<string>): Distribution => {
  const { metadata } = parts;
  const long = [...directory.files.values()].map(({ path }) => path).filter((path) => tooLong.has(path));
  const notRead = [...directory.tooLarge, ...long];
  const [name, version] = nameAndVersion(directory.name);
  return {
    name: normalizeProjectName(metadata?.name ?? name),
    version: metadata?.version ?? version,
    directory: directory.path,
    requires: metadata?.requires ?? [],
    requiresPython: metadata?.requiresPython,
    // An empty RECORD counts as none.
    record: parts.record?.length === 0 ? undefined : parts.record,
    digests: parts.digests ?? new Map(),
    entryPoints: parts.entryPoints ?? [],
    topLevel: parts.topLevel ?? [],
    lacking: notRead.length > 0 ? [] : lackingOf(metadata, directory),
    ...(notRead.length > 0 && { notRead }),
  };
};

/**
 * Splits the name of a directory, such as `boto3-1.40.0.dist-info` or `PyYAML-5.1-py3.8.egg-info`, into name
 * and version. Hyphens inside either are written as underscores.
 */
const nameAndVersion = (directory: string): readonly [string, string] => {
  const [name = '', version = ''] = directory.replace(/\.(?:dist|egg)-info$/, '').split('-');
  return [name, version];
};

const lackingOf = (metadata: CoreMetadata | undefined, { kind }: MetadataDirectory): readonly string[] => {
  if (metadata === undefined) return [kind === 'dist-info' ? 'METADATA' : 'PKG-INFO'];
  return [
    ...(metadata.name === undefined ? ['Name'] : []),
    ...(metadata.version === undefined ? ['Version'] : []),
  ];
};
