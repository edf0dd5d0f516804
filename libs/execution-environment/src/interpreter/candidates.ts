import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { findExecutables } from '../host/find-executable.ts';
import type { InterpreterOrigin } from './interpreter.ts';

/** The interpreters of one place that was searched. */
export interface CandidateGroup {
  readonly origin: InterpreterOrigin;
  /** The place, as messages name it. */
  readonly where: string;
  readonly executables: readonly string[];
}

export interface SearchPlace {
  /** For example `3.12`. */
  readonly pythonVersion: string;
  readonly env: NodeJS.ProcessEnv;
  /** The folder where the search for the nearest `.layerkit/python` starts, upwards. */
  readonly directory: string;
}

/** Returns the executables that may be the interpreter, by origin, the preferred ones first. Runs nothing. */
export const findCandidates = (place: SearchPlace): CandidateGroup[] => [
  ...named(place),
  onPath(place),
  inPyenv(place),
  ...inUv(place),
  ...inLayerkit(place),
];

const named = ({ env }: SearchPlace): CandidateGroup[] => {
  const name = env['LAYERKIT_PYTHON'];
  if (name === undefined || name === '') return [];
  const executables = isAbsolute(name) || name.includes('/') ? [name] : findExecutables(name, env['PATH']);
  return [{ origin: 'LAYERKIT_PYTHON', where: `LAYERKIT_PYTHON (${name})`, executables }];
};

const onPath = ({ pythonVersion, env }: SearchPlace): CandidateGroup => {
  const names = [`python${pythonVersion}`, 'python3', 'python'];
  const executables = names.flatMap((name) => findExecutables(name, env['PATH']));
  return { origin: 'PATH', where: `PATH (${names.join(', ')})`, executables };
};

/** Reads pyenv’s folder, because its shims work only for active versions. */
const inPyenv = ({ pythonVersion, env }: SearchPlace): CandidateGroup => {
  const root = env['PYENV_ROOT'] ?? join(env['HOME'] ?? homedir(), '.pyenv');
  const versions = join(root, 'versions');
  return { origin: 'pyenv', where: versions, executables: installed(versions, pythonVersion) };
};

/** Reads UV_PYTHON_INSTALL_DIR, otherwise `python` in uv’s data folder (uv, "Managed Python versions"). */
const inUv = ({ pythonVersion, env }: SearchPlace): CandidateGroup[] => {
  const dataHome = env['XDG_DATA_HOME'] ?? join(env['HOME'] ?? homedir(), '.local/share');
  const directory = env['UV_PYTHON_INSTALL_DIR'] ?? join(dataHome, 'uv/python');
  return [{ origin: 'uv', where: directory, executables: installed(directory, pythonVersion) }];
};

/** Reads the folder into which the workspace’s setup installs interpreters. */
const inLayerkit = ({ pythonVersion, directory }: SearchPlace): CandidateGroup[] => {
  const found = nearest(directory, '.layerkit/python');
  if (found === undefined) return [];
  return [{ origin: '.layerkit/python', where: found, executables: installed(found, pythonVersion) }];
};

const nearest = (directory: string, name: string): string | undefined => {
  const path = join(directory, name);
  if (existsSync(path)) return path;
  const parent = dirname(directory);
  return parent === directory ? undefined : nearest(parent, name);
};

/** Returns the executables of this version in a folder that has one subfolder per installation. */
const installed = (directory: string, pythonVersion: string): string[] =>
  entries(directory)
    .map((name) => join(directory, name, 'bin', `python${pythonVersion}`))
    .filter((path) => existsSync(path));

const entries = (directory: string): string[] => {
  try {
    return readdirSync(directory).sort();
  } catch {
    return [];
  }
};
