import { packagesFolder } from '@layerkit/platform-resolution';

/** Whether one of the globs matches a file, given by its path below `python/`; the globs are of paths in the zip. */
export const pathMatcher = async (globs: readonly string[]): Promise<(path: string) => boolean> => {
  if (globs.length === 0) return () => false;
  // Loaded where it is needed: a layer without globs of its own does not wait for it.
  const { default: picomatch } = await import('picomatch');
  const isMatch = picomatch([...globs], { dot: true });
  return (path) => isMatch(packagesFolder.python + path);
};

/** The globs that match no file at all: most likely written wrong, or for a version that is gone. */
export const globsWithoutMatch = async (
  globs: readonly string[],
  paths: readonly string[],
): Promise<readonly string[]> => {
  const idle: string[] = [];
  for (const glob of globs) {
    const matches = await pathMatcher([glob]);
    if (!paths.some(matches)) idle.push(glob);
  }
  return idle;
};
