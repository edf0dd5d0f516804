import { readAuditedFiles } from '../../subject/read-audited-files.ts';
import type { OpenedSubject } from '../../subject/opened-subject.ts';

/**
 * Returns the folders named `python` in an imported folder that are packages: their own modules import one another
 * as `python.x`.
 */
export const importedByName = async (subject: OpenedSubject): Promise<ReadonlySet<string>> => {
  const roots = subject.layout.misplaced
    .map(({ root }) => root)
    .filter((root) => /^python\/(?:.+\/)?python\/$/.test(root));
  const rootOf = (path: string): string | undefined => roots.find((root) => path.startsWith(root));
  const sources = subject.files.filter(({ path }) => path.endsWith('.py') && rootOf(path) !== undefined);
  const named = new Set<string>();
  for await (const { file, content } of readAuditedFiles(subject, sources))
    if (content !== undefined && importsPython.test(content.toString('latin1')))
      named.add(rootOf(file.path) ?? '');
  return named;
};

const importsPython = /^[ \t]*(?:from|import)[ \t]+python[. \t]/m;
