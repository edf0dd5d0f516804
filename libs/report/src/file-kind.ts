/** The kinds of files in a layer. Each has a color. */
export const fileKinds = ['python', 'binary', 'metadata', 'data'] as const;

export type FileKind = (typeof fileKinds)[number];

export const fileKindNames: Readonly<Record<FileKind, string>> = {
  python: 'Python',
  binary: 'binaries',
  metadata: 'metadata',
  data: 'data',
};

/**
 * Returns the kind of a file.
 * @param binaries the paths of all binaries, whatever their names
 */
export const fileKind = (path: string, binaries: ReadonlySet<string>): FileKind => {
  if (binaries.has(path)) return 'binary';
  if (/\.(?:dist|egg)-info\//.test(path)) return 'metadata';
  return /\.py[cio]?$/.test(path) ? 'python' : 'data';
};
