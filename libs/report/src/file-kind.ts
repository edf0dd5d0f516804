/** What a file of a layer is, for its colour. */
export const fileKinds = ['python', 'binary', 'metadata', 'data'] as const;

export type FileKind = (typeof fileKinds)[number];

export const fileKindNames: Readonly<Record<FileKind, string>> = {
  python: 'Python',
  binary: 'binaries',
  metadata: 'metadata',
  data: 'data',
};

/** @param binaries paths of the files that are binaries, whatever they are called. */
export const fileKind = (path: string, binaries: ReadonlySet<string>): FileKind => {
  if (binaries.has(path)) return 'binary';
  if (/\.(?:dist|egg)-info\//.test(path)) return 'metadata';
  return /\.py[cio]?$/.test(path) ? 'python' : 'data';
};
