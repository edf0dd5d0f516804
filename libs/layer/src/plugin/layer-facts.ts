import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LayerkitError } from '@layerkit/failure';
import { findInputFiles } from './input-files.ts';

/** What of a layer.json decides which targets there are, and what they depend on. */
export interface LayerFacts {
  /** Files that its lock is made from, relative to the workspace; none where there is nothing to lock. */
  readonly lockInputs: readonly string[];
  /** Folder of its own modules, relative to the project. */
  readonly sources?: string;
  /** It has a list of what its entry modules import. */
  readonly recordsImports: boolean;
}

/**
 * Reads no more than that, and nothing strictly: what is wrong with a field is for the executors to say, with every
 * problem of the file.
 * @throws LayerkitError definition/invalid where the file can’t be read as a JSON object
 */
export const readLayerFacts = async (workspaceRoot: string, root: string): Promise<LayerFacts> => {
  const definition = await readObject(join(workspaceRoot, root, 'layer.json'), `${root}/layer.json`);
  const sources = textOf(definition['sources']);
  const named = filesNamedBy(definition['requirements']);
  const unnamed = named.length === 0 && sources === undefined;
  const requirements = unnamed ? await besideIt(join(workspaceRoot, root)) : named;
  const constraints = requirements.length === 0 ? [] : filesNamedBy(definition['constraints']);
  return {
    lockInputs: await findInputFiles(workspaceRoot, root, [...requirements, ...constraints]),
    recordsImports: definition['bytecode'] === 'imported',
    ...(sources === undefined ? {} : { sources }),
  };
};

type Fields = Readonly<Record<string, unknown>>;

const readObject = async (path: string, shown: string): Promise<Fields> => {
  const text = await readFile(path, 'utf8');
  const value = await parse(text, shown);
  if (isObject(value)) return value;
  throw broken(shown, 'it holds no object');
};

const parse = async (text: string, shown: string): Promise<unknown> => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    // Not before it is needed: every command of the workspace waits for what is loaded here.
    const { describeJsonFault } = await import('@layerkit/artifact');
    throw broken(shown, await describeJsonFault(text, cause), cause);
  }
};

/** Nx shows the message alone. */
const broken = (shown: string, reason: string, cause?: unknown): LayerkitError =>
  new LayerkitError({ code: 'definition/invalid', message: `${shown} is no layer.json: ${reason}`, cause });

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

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
