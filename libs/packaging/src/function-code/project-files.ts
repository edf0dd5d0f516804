import { posix } from 'node:path';
import picomatch from 'picomatch';

/**
 * What stands in a project’s folder for tools and people, by name: where the folder is itself the sources, it is none of
 * them. Right in the folder only; a licence goes with the code. Folders end in `/`.
 */
const projectFiles = [
  // layerkit, Nx, npm
  'function.json',
  'layer.json',
  'project.json',
  'package.json',
  'package-lock.json',
  '.nx/',
  '.layerkit/',
  'node_modules/',
  // Python’s packagers: layers bring what they name
  'pyproject.toml',
  'uv.lock',
  'requirements*.txt',
  'requirements*.in',
  'constraints*.txt',
  '.python-version',
  '.venv/',
  '.tox/',
  '.nox/',
  // git, and readers
  '.gitignore',
  '.gitattributes',
  'README.md',
] as const;

/** Whether a folder of sources, relative to the project, is the project’s own. */
export const isWholeProject = (sources: string): boolean => /^\.\/?$/.test(posix.normalize(sources));

/** Whether it is one of the files that belong to a project and not to its sources; by name from the project’s folder. */
export const isProjectFile = (name: string, isFolder: boolean): boolean =>
  projectFiles.some((pattern) =>
    pattern.endsWith('/')
      ? isFolder && name === pattern.slice(0, -1)
      : !isFolder && picomatch.isMatch(name, pattern, { dot: true }),
  );
