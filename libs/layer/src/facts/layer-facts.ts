import { access } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { isObject, readDefinitionFields } from '@layerkit/artifact/definition-files';
import { projectNamesIn } from '@layerkit/executors/sources';
import { filesNamedBy, findInputFiles } from '@layerkit/executors/table';
import { foldersOfLocals } from './folders-of-locals.ts';

/** The facts of a layer.json that decide its Nx targets and their inputs. */
export interface LayerFacts {
  readonly description: string | undefined;
  readonly runtimes: readonly string[];
  /** Files that its lock is made from, relative to the workspace; none if it has no requirements. */
  readonly lockInputs: readonly string[];
  /** Folders of its own code, relative to the workspace. */
  readonly sources: readonly string[];
  /** Names in `sources` that are not folders of the project, so they may be Nx projects. */
  readonly projects: readonly string[];
  /** Folders of the local packages in its requirements, relative to the workspace. */
  readonly locals: readonly string[];
  /** Folders and files that go in beside `python/`, relative to the project. */
  readonly files: readonly string[];
  /** The layer projects that have packages of it. */
  readonly providers: readonly string[];
  /** It has a list of the imports of its entry modules. */
  readonly recordsImports: boolean;
}

/**
 * Reads the facts of a layer.json without validating its fields: the executors report every invalid field.
 * @throws LayerkitError definition/invalid if the file can’t be read as a JSON object
 */
export const readLayerFacts = async (workspaceRoot: string, root: string): Promise<LayerFacts> => {
  const definition = await readDefinitionFields(workspaceRoot, `${root}/layer.json`);
  const sources = [definition['sources']]
    .flat()
    .map(textOf)
    .filter((one) => one !== undefined);
  const named = filesNamedBy(definition['requirements']);
  const files = textsIn(definition['files']);
  const unnamed = named.length === 0 && sources.length === 0 && definition['files'] === undefined;
  const requirements = unnamed ? await besideIt(join(workspaceRoot, root)) : named;
  const constraints = requirements.length === 0 ? [] : filesNamedBy(definition['constraints']);
  const lockInputs = await findInputFiles(workspaceRoot, root, [...requirements, ...constraints]);
  const folders = sources.map((one) => posix.join(root, one));
  return {
    description: textOf(definition['description']),
    runtimes: textsOf(definition['runtimes']),
    lockInputs,
    sources: folders,
    projects: await projectNamesIn(join(workspaceRoot, root), sources),
    locals: await foldersOfLocals(workspaceRoot, root, [...lockInputs, ...folders.map(pyprojectIn)]),
    files,
    providers: providersIn(definition['providedBy']),
    recordsImports: definition['bytecode'] === 'imported',
  };
};

const pyprojectIn = (folder: string): string => posix.join(folder, 'pyproject.toml');

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** Returns the values of `{ "lib": "native/lib" }`. */
const textsIn = (value: unknown): readonly string[] =>
  isObject(value) ? Object.values(value).flatMap((text) => textOf(text) ?? []) : [];

/** The runtime is not a project. */
const providersIn = (value: unknown): readonly string[] =>
  textsOf(value).filter((name) => name !== 'runtime');

const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.flatMap((text) => textOf(text) ?? []) : [];

/**
 * Returns the requirements.in that `readLayerDefinition` uses if layer.json names neither requirements nor
 * sources.
 */
const besideIt = async (projectRoot: string): Promise<readonly string[]> =>
  access(join(projectRoot, 'requirements.in')).then(
    () => ['requirements.in'],
    () => [],
  );
