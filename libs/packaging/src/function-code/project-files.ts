import { posix } from 'node:path';
import picomatch from 'picomatch';

/**
 * Names of files in a project’s folder that are for tools and people. If the folder is also the function’s code, or code
 * from elsewhere in the workspace, they are left out, but only directly in the folder. Licenses stay with the code. Folders end in `/`.
 */
const projectFiles = [
  // layerkit, Nx, npm
  'function.json',
  'layer.json',
  'project.json',
  'package.json',
  'package-lock.json',
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
  'setup.cfg',
  'MANIFEST.in',
  // tests
  'tox.ini',
  'noxfile.py',
  'pytest.ini',
  '.coveragerc',
  '.coverage',
  // stacks, images and what they are built with
  'serverless.{yml,yaml,json,ts}',
  'template.{yml,yaml,json}',
  'samconfig.{toml,yml,yaml}',
  'cdk.json',
  'cdk.context.json',
  'cdk.out/',
  'Makefile',
  'Dockerfile',
  'Dockerfile.*',
  'docker-compose*.{yml,yaml}',
  '.dockerignore',
  '.pre-commit-config.yaml',
  // variables of this machine, often secrets
  '.env',
  '.env.*',
  // git and documentation
  '.gitignore',
  '.gitattributes',
  'README.md',
] as const;

/** Returns whether a folder of `sources`, relative to the project, may have project files: its own folder, or another one. */
export const mayHaveProjectFiles = (sources: string): boolean =>
  /^\.\/?$/.test(posix.normalize(sources)) || isOutsideProject(sources);

/** Returns whether a folder of `sources`, relative to the project, is elsewhere in the workspace. */
export const isOutsideProject = (sources: string): boolean => /^\.\.(?:\/|$)/.test(posix.normalize(sources));

interface ProjectFacts {
  readonly hasPyproject: boolean;
  readonly hasLock: boolean;
}

/**
 * Returns whether a path, relative to the project, is a project file and not code. Folders whose names begin with a
 * dot are, those of tests next to a pyproject.toml, and that of the locks.
 */
export const isProjectFile = (
  name: string,
  isFolder: boolean,
  { hasPyproject, hasLock }: ProjectFacts,
): boolean =>
  (isFolder &&
    (/^\.[^/]+$/.test(name) ||
      (hasLock && name === 'lock') ||
      (hasPyproject && (name === 'tests' || name === 'test')))) ||
  projectFiles.some((pattern) =>
    pattern.endsWith('/')
      ? isFolder && name === pattern.slice(0, -1)
      : !isFolder && picomatch.isMatch(name, pattern, { dot: true }),
  );
