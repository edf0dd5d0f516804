/** Returns a test for paths below the folder with the packages. The globs match paths in the zip, which begin with it. */
export const pathMatcher = async (
  globs: readonly string[],
  folder: string,
): Promise<(path: string) => boolean> => {
  const matches = await zipPathMatcher(globs);
  return (path) => matches(folder + path);
};

/** Returns a test for paths in the zip. */
export const zipPathMatcher = async (globs: readonly string[]): Promise<(path: string) => boolean> => {
  if (globs.length === 0) return () => false;
  // loaded here because only layers with globs need it
  const { default: picomatch } = await import('picomatch');
  const isMatch = picomatch([...globs], { dot: true });
  return (path) => isMatch(path);
};

/**
 * Returns the globs that match no file, probably because of a typing error or a new version of a package.
 * @param paths paths in the zip
 */
export const globsWithoutMatch = async (
  globs: readonly string[],
  paths: readonly string[],
): Promise<readonly string[]> => {
  const idle: string[] = [];
  for (const glob of globs) {
    const matches = await zipPathMatcher([glob]);
    if (!paths.some(matches)) idle.push(glob);
  }
  return idle;
};
