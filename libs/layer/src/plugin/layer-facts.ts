import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { isObject, readDefinitionFields } from '@layerkit/artifact/definition-files';
import { findInputFiles } from './input-files.ts';

/** What of a layer.json decides which targets there are, and what they depend on. */
export interface LayerFacts {
  /** Files that its lock is made from, relative to the workspace; none where there is nothing to lock. */
  readonly lockInputs: readonly string[];
  /** Folder of its own modules, relative to the project. */
  readonly sources: string | undefined;
  /** It has a list of what its entry modules import. */
  readonly recordsImports: boolean;
}

/**
 * Reads no more than that, and nothing strictly: what is wrong with a field is for the executors to say, with
 * every problem of the file.
 * @throws LayerkitError definition/invalid where the file can’t be read as a JSON object
 */
export const readLayerFacts = async (workspaceRoot: string, root: string): Promise<LayerFacts> => {
  const definition = await readDefinitionFields(workspaceRoot, `${root}/layer.json`);
  const sources = textOf(definition['sources']);
  const named = filesNamedBy(definition['requirements']);
  const unnamed = named.length === 0 && sources === undefined;
  const requirements = unnamed ? await besideIt(join(workspaceRoot, root)) : named;
  const constraints = requirements.length === 0 ? [] : filesNamedBy(definition['constraints']);
  return {
    lockInputs: await findInputFiles(workspaceRoot, root, [...requirements, ...constraints]),
    sources,
    recordsImports: definition['bytecode'] === 'imported',
  };
};

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** `"requirements.in"`, `["a.txt", "b.txt"]`, `{ "file": "pyproject.toml" }`. */
const filesNamedBy = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [isObject(value) ? value['file'] : value])
    .map(textOf)
    .filter((file) => file !== undefined);

/** What `readLayerDefinition` takes where layer.json names nothing. */
const besideIt = async (projectRoot: string): Promise<readonly string[]> =>
  access(join(projectRoot, 'requirements.in')).then(
    () => ['requirements.in'],
    () => [],
  );
