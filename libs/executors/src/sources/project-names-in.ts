import { access } from 'node:fs/promises';
import { join } from 'node:path';

/** Returns the elements of `sources` that are not folders of the project, so they may be names of Nx projects. */
export const projectNamesIn = async (
  projectRoot: string,
  sources: readonly string[],
): Promise<readonly string[]> => {
  const isName = await Promise.all(sources.map((source) => isProjectName(projectRoot, source)));
  return sources.filter((_, at) => isName[at] === true);
};

/** A path with `./` or `../` is not a name. A folder of the project comes before an Nx project of the same name. */
const isProjectName = async (projectRoot: string, source: string): Promise<boolean> => {
  if (/^\.{1,2}(?:$|\/)/.test(source)) return false;
  return access(join(projectRoot, source)).then(
    () => false,
    () => true,
  );
};
