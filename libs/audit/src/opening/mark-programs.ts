import type { Layout, MisplacedRoot } from '../layout/find-layout.ts';
import { readAuditedFiles } from '../subject/read-audited-files.ts';
import type { AuditedFile } from '../subject/subject.ts';

/**
 * Marks folders of packages that belong to a Python program in the same folder, such as `awscli/aws`. Code runs the
 * program by its path, and Python then imports from the program’s folder (Python documentation, “sys.path”).
 */
export const markPrograms = async (
  layout: Layout,
  files: readonly AuditedFile[],
  zipPath: string,
): Promise<Layout> => {
  const nested = layout.misplaced.filter(
    ({ kind, root }) => kind === 'nested' && !root.startsWith('python/'),
  );
  if (nested.length === 0) return layout;
  const scripts = files.filter(
    ({ path, mode, packed }) =>
      (mode & 0o111) !== 0 &&
      packed.unpackedBytes <= largestScript &&
      nested.some(({ root }) => path.startsWith(root) && /^[^/.]+$/.test(path.slice(root.length))),
  );
  const programs: string[] = [];
  for await (const { file, content } of readAuditedFiles({ zipPath }, scripts))
    if (content !== undefined && pythonScript.test(content.toString('latin1', 0, 255)))
      programs.push(file.path);
  const mark = (found: MisplacedRoot): MisplacedRoot => {
    const isPlace = nested.includes(found) && programs.some((path) => path.startsWith(found.root));
    return isPlace ? { ...found, kind: 'program' } : found;
  };
  return { ...layout, misplaced: layout.misplaced.map(mark) };
};

const largestScript = 1 << 20;

const pythonScript = /^#![^\n]*python/;
