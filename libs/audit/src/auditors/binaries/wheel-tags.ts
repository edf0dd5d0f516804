import { readAuditedFiles } from '../../subject/read-audited-files.ts';
import type { AuditSubject } from '../../subject/subject.ts';

/** Returns the tags of the wheel that a distribution came from, or none if it has no WHEEL file. */
export type WheelTags = (distribution: string) => readonly string[];

/** Reads the WHEEL files of the wanted distributions (binary distribution format, “File contents”). */
export const readWheelTags = async (
  subject: AuditSubject,
  wanted: ReadonlySet<string>,
): Promise<WheelTags> => {
  const files = new Map(subject.files.map((file) => [file.path, file]));
  const owners = new Map<string, string>();
  for (const { name, directory } of subject.distributions)
    if (wanted.has(name)) owners.set(`${directory}WHEEL`, name);
  const wheels = [...owners.keys()]
    .map((path) => files.get(path))
    .filter((file) => file !== undefined)
    .filter(({ packed }) => packed.unpackedBytes <= mostBytes);
  const tags = new Map<string, readonly string[]>();
  for await (const { file, content } of readAuditedFiles(subject, wheels))
    tags.set(owners.get(file.path) ?? '', tagsOf(content));
  return (distribution) => tags.get(distribution) ?? [];
};

const mostBytes = 1 << 16;

const tagsOf = (content: Buffer | undefined): readonly string[] =>
  [...(content?.toString('utf8') ?? '').matchAll(/^Tag:[ \t]*(\S+)/gm)].map(([, tag = '']) => tag);
