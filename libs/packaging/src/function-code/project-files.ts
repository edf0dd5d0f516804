import { posix } from 'node:path';
import picomatch from 'picomatch';

/**
 * Names of files in a project’s folder that are for tools and people. If the folder is also the function’s code, they
 * are left out, but only directly in the folder. Licenses stay with the code. Folders end in `/`.
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
  // Python packaging: layers provide the packages
  'pyproject.toml',
  'uv.lock',
  'poetry.lock',
  'Pipfile',
  'Pipfile.lock',
  'pylock.toml',
  'pylock.*.toml',
  'requirements*.txt',
  'requirements*.in',
  'constraints*.txt',
  '.python-version',
  '.venv/',
  '.tox/',
  '.nox/',
  // git and documentation
  '.gitignore',
  '.gitattributes',
  'README.md',
] as const;

/** Returns whether `sources`, relative to the project, is the project’s folder. */
export const isWholeProject = (sources: string): boolean => /^\.\/?$/.test(posix.normalize(sources));

/** Returns whether a path, relative to the project, is a project file and not code. */
export const isProjectFile = (name: string, isFolder: boolean): boolean =>
  projectFiles.some((pattern) =>
    pattern.endsWith('/')
      ? isFolder && name === pattern.slice(0, -1)
      : !isFolder && picomatch.isMatch(name, pattern, { dot: true }),
  );
