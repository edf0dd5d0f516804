import type { FileWindow } from '@layerkit/zip/files';
import { inflateBatch } from '@layerkit/zip/unpacking';
import type { AuditSubject } from '../../subject/subject.ts';

/** Returns the tags of the wheel that a distribution came from, or none if it has no WHEEL file. */
export type WheelTags = (distribution: string) => readonly string[];

/** Reads the WHEEL files of the wanted distributions (binary distribution format, “File contents”). */
export const readWheelTags = async (
  { files, distributions }: AuditSubject,
  wanted: ReadonlySet<string>,
  zip: FileWindow,
): Promise<WheelTags> => {
  const packed = new Map(files.map((file) => [file.path, file.packed]));
  const found = distributions.flatMap(({ name, directory }) => {
    const entry = packed.get(`${directory}WHEEL`);
    const readable = wanted.has(name) && entry !== undefined && entry.unpackedBytes <= mostBytes;
    return readable ? [{ name, packed: entry, open: () => zip }] : [];
  });
  const { contents, release } = await inflateBatch(found);
  const tags = new Map(found.map(({ name }, index) => [name, tagsOf(contents[index])]));
  release();
  return (distribution) => tags.get(distribution) ?? [];
};

const mostBytes = 1 << 16;

const tagsOf = (content: Buffer | undefined): readonly string[] =>
  [...(content?.toString('utf8') ?? '').matchAll(/^Tag:[ \t]*(\S+)/gm)].map(([, tag = '']) => tag);
