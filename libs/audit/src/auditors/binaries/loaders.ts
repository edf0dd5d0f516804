import { readAuditedFiles } from '../../subject/read-audited-files.ts';
import type { AuditSubject } from '../../subject/subject.ts';

/**
 * Returns a function that tells whether Python code in a file’s top-level package may load libraries by their paths
 * or set the loader’s search path, which no header shows.
 * @param paths the files to ask about later
 */
export const findLoaders = async (
  subject: AuditSubject,
  paths: readonly string[],
): Promise<(path: string) => boolean> => {
  const wanted = new Set(paths.map((path) => packageOf(path, subject.pythonRoots)));
  const sources = subject.files.filter(
    ({ path }) => path.endsWith('.py') && wanted.has(packageOf(path, subject.pythonRoots)),
  );
  const loading = new Set<string>();
  for await (const { file, content } of readAuditedFiles(subject, sources))
    if (content !== undefined && loads.test(content.toString('latin1')))
      loading.add(packageOf(file.path, subject.pythonRoots));
  return (path) => loading.has(packageOf(path, subject.pythonRoots));
};

const loads = /DLL\(|LoadLibrary\(|dlopen|RTLD_GLOBAL|LD_LIBRARY_PATH/;

/** Returns `python/numpy` for `python/numpy/core/x.so`, `python/numpy.py` and `python/numpy.libs/x.so`. */
const packageOf = (path: string, roots: readonly string[]): string => {
  const root = roots.find((folder) => path.startsWith(folder)) ?? '';
  return root + (/^[^/.]*/.exec(path.slice(root.length))?.[0] ?? '');
};
